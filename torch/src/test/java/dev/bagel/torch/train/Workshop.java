package dev.bagel.torch.train;

import dev.bagel.torch.generate.TinyText;
import dev.bagel.torch.peers.Peers;
import dev.bagel.torch.run.MetricsRow;
import dev.bagel.torch.run.RunMetrics;
import dev.bagel.torch.run.RunProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A folder with a tiny model of random weights and rows to learn from.
record Workshop(Path folder) {
  private static final List<String> WORDS = List.of("ab", "cd", "ef", "gh", "ij");

  static Workshop in(Path folder) throws IOException {
    TinyText.write(Files.createDirectories(folder.resolve("model")), Map.of());
    Workshop workshop = new Workshop(folder);
    workshop.write("sft.jsonl", IntStream.range(0, 24).mapToObj(Workshop::answer));
    workshop.write("dpo.jsonl", IntStream.range(0, 16).mapToObj(Workshop::pair));
    return workshop;
  }

  void write(String file, Stream<String> lines) throws IOException {
    Files.write(folder.resolve(file), lines.toList());
  }

  private static String answer(int number) {
    String word = WORDS.get(number % WORDS.size());
    return """
    {"id": "%d", "source": "%s", "input": "say %s", "output": "%s"}\
    """
        .formatted(number, number % 2 == 0 ? "even" : "odd", word, word.repeat(1 + number % 7));
  }

  private static String pair(int number) {
    String word = WORDS.get(number % WORDS.size());
    return """
    {"id": "%d", "source": "all", "prompt": "say %s", "chosen": "%s", "rejected": "zz%s"}\
    """
        .formatted(number, word, word, "z".repeat(number % 4));
  }

  Path model() {
    return folder.resolve("model");
  }

  Path out(String name) {
    return folder.resolve(name);
  }

  TrainingSettings settings(Method method, String out, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "model=" + model(),
                "data=" + folder.resolve(method.label() + ".jsonl"),
                "out=" + out(out),
                "rate=3e-3",
                "batch=4",
                "micro-batch=2",
                "held-out=2"));
    all.addAll(List.of(more));
    return TrainingSettings.of(method, SettingValues.of(Optional.empty(), all));
  }

  TrainingResult sft(String out, String... more) {
    return sft(out, new Watch(Long.MAX_VALUE), more);
  }

  TrainingResult sft(String out, TrainingWatch watch, String... more) {
    return SftTraining.run(settings(Method.SFT, out, more), Peers.alone(), watch);
  }

  TrainingResult dpo(String out, String... more) {
    return DpoTraining.run(
        settings(Method.DPO, out, more), Peers.alone(), new Watch(Long.MAX_VALUE));
  }

  /// What was written down about something, step by step.
  List<Double> metric(String out, String name) {
    return RunMetrics.read(new RunFolder(out(out)).training()).rows().stream()
        .map(MetricsRow::values)
        .filter(values -> values.containsKey(name))
        .map(values -> Objects.requireNonNull(values.get(name)))
        .toList();
  }

  /// Notes what it is told, and stops a run behind a step.
  static final class Watch implements TrainingWatch {
    final List<String> notes = new ArrayList<>();
    private final long last;
    private long step;

    Watch(long last) {
      this.last = last;
    }

    @Override
    public void note(String line) {
      notes.add(line);
    }

    @Override
    public void reading(long rows, double share) {}

    @Override
    public void step(RunProgress progress) {
      step = progress.step();
    }

    @Override
    public void evaluated(long step, Map<String, Double> values) {}

    @Override
    public void saved(long step, Path checkpoint) {}

    /// Asked before a step is written down.
    @Override
    public boolean stops() {
      return step + 1 >= last;
    }
  }
}
