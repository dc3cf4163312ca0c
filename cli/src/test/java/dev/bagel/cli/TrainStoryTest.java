package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bagel.torch.run.MetricsRow;
import dev.bagel.torch.run.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a build to a trained model, and what comes between.
@Tag("slow")
class TrainStoryTest {
  private static final Path STORIES = Path.of("..", "..", "shared", "models", "stories260K");

  @TempDir Path temp;

  private Path build(String sources) {
    Path data = temp.resolve("data");
    assertThat(Run.of("build", "--only", sources, "--out", data).code()).isZero();
    return data;
  }

  private static List<Double> metric(Path out, String name) {
    return RunMetrics.read(out.resolve("training")).rows().stream()
        .map(MetricsRow::values)
        .filter(values -> values.containsKey(name))
        .map(values -> Objects.requireNonNull(values.get(name)))
        .toList();
  }

  @Test
  void answers_of_a_build_lower_the_loss_on_those_held_out() {
    assumeTrue(Files.isDirectory(STORIES), "there is no model at " + STORIES);
    Path whole = temp.resolve("whole");
    assertThat(Run.of("build", "--out", whole).code()).isZero();
    Path out = temp.resolve("out");
    String result =
        Run.of(
                "train",
                "sft",
                "--model",
                STORIES,
                "--data",
                whole,
                "--out",
                out,
                "rate=1e-3",
                "steps=30",
                "batch=8",
                "micro-batch=8",
                "evaluate-every=10",
                "held-out=5")
            .result();
    assertThat(result).isEqualTo(out + ": trained, 30 steps\n");
    List<Double> heldOut = metric(out, "eval/loss");
    assertThat(heldOut).hasSizeGreaterThanOrEqualTo(3);
    assertThat(heldOut.getLast()).isLessThan(heldOut.getFirst());
  }

  @Test
  void pairs_of_a_build_come_to_be_told_apart() {
    assumeTrue(Files.isDirectory(STORIES), "there is no model at " + STORIES);
    Path out = temp.resolve("out");
    assertThat(
            Run.of(
                    "train",
                    "dpo",
                    "--model",
                    STORIES,
                    "--data",
                    build("truthy_dpo,contextual_dpo,py_dpo"),
                    "--out",
                    out,
                    "rate=3e-4",
                    "epochs=4",
                    "batch=8",
                    "micro-batch=4",
                    "held-out=0")
                .code())
        .isZero();
    List<Double> accuracies = metric(out, "train/reward_accuracy");
    assertThat(
            accuracies.subList(accuracies.size() - 4, accuracies.size()).stream()
                .mapToDouble(d -> d)
                .average()
                .orElseThrow())
        .isGreaterThan(0.9);
  }

  @Test
  void ctrl_c_saves_and_the_same_command_goes_on() throws Exception {
    Path toy = temp.resolve("toy");
    assertThat(Run.of("toy", "--out", toy).code()).isZero();
    Program program = Program.in(Files.createDirectory(temp.resolve("home")));
    Path out = temp.resolve("out");
    Object[] command = {
      "train",
      "sft",
      "--model",
      toy,
      "--data",
      build("slimorca"),
      "--out",
      out,
      "steps=100",
      "epochs=60",
      "batch=4",
      "save-every=100"
    };
    Process process = calm(program.command(command)).start();
    Path metrics = out.resolve("training/metrics.jsonl");
    while (process.isAlive() && !(Files.exists(metrics) && Files.size(metrics) > 0)) {
      Thread.onSpinWait();
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    Run stopped = program.wait(process);
    assertThat(stopped.code()).isEqualTo(130);
    assertThat(stopped.err()).contains("saved " + out.resolve("training/checkpoints/step-"));
    assertThat(out.resolve("config.json")).doesNotExist();
    Run rest = program.wait(calm(program.command(command)).start());
    assertThat(rest.result()).isEqualTo(out + ": trained, 100 steps\n");
    assertThat(rest.err()).contains("note: going on behind step ");
    assertThat(metric(out, "train/loss")).hasSize(100);
  }

  private static ProcessBuilder calm(ProcessBuilder builder) {
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    return builder;
  }

  @Test
  void a_full_disk_ends_the_run_and_keeps_the_last_checkpoint() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    assumeTrue(
        ran("mount", "-t", "tmpfs", "-o", "size=7m", "tmpfs", disk.toString()),
        "a small disk cannot be mounted here");
    try {
      Path toy = temp.resolve("toy");
      assertThat(Run.of("toy", "--out", toy).code()).isZero();
      Path out = disk.resolve("out");
      Run run =
          Run.of(
              "train",
              "sft",
              "--model",
              toy,
              "--data",
              build("slimorca"),
              "--out",
              out,
              "steps=4",
              "batch=4",
              "save-every=1",
              "keep=9");
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err().lines().toList().getLast())
          .startsWith("bagel: ")
          .contains("checkpoints")
          .contains("make room");
      Path last = last(out.resolve("training/checkpoints"));
      assertThat(Run.of("generate", "--model", last, "--prompt", "a", "--max-tokens", 1).code())
          .isZero();
    } finally {
      assertThat(ran("umount", "-l", disk.toString())).isTrue();
    }
  }

  private static Path last(Path checkpoints) throws IOException {
    try (Stream<Path> all = Files.list(checkpoints)) {
      List<Path> sorted = all.sorted().toList();
      assertThat(sorted)
          .isNotEmpty()
          .allMatch(path -> path.getFileName().toString().startsWith("step-"));
      return sorted.getLast();
    }
  }

  private static boolean ran(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
