package dev.bagel.torch.train;

import dev.bagel.torch.peers.PeerSettings;
import dev.bagel.torch.peers.Peers;
import dev.bagel.torch.peers.Program;
import dev.bagel.torch.peers.Workers;
import dev.bagel.torch.run.RunProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A workshop's training as a process of its own, which says each step: `FOLDER OUT KEY=VALUE...`.
final class TrainProgram {
  private TrainProgram() {}

  static Program program(String... arguments) {
    return new Program(TrainProgram.class.getName(), List.of(arguments));
  }

  static Process start(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(program(arguments).command())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1"));
    return builder.start();
  }

  public static void main(String[] arguments) {
    String[] more = Arrays.copyOfRange(arguments, 2, arguments.length);
    TrainingSettings settings =
        new Workshop(Path.of(arguments[0])).settings(Method.SFT, arguments[1], more);
    TrainingWatch watch =
        new TrainingWatch() {
          @Override
          public void step(RunProgress progress) {
            System.out.println("step " + progress.step());
          }
        };
    try (Peers peers =
        Workers.open(
            settings.processes(),
            program(arguments),
            PeerSettings.TIMEOUT,
            line -> System.err.println(line))) {
      TrainingResult _ = SftTraining.run(settings, peers, watch);
    }
    System.exit(0);
  }
}
