package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import dev.bagel.benchmarks.TrainingCase.Rows;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Whole steps of training by Bagel in single and in half precision and by PyTorch in single, in
/// turn: the same weights, batches, threads and cores. Losses must agree before anything is timed.
final class TrainingComparison {
  private static final String USAGE =
      "benchmarks/run training [--threads 1|2] [--case small|large|grouped|long|answers] [--rounds"
          + " N]";

  /// Steps whose losses are compared; they also warm up.
  private static final int CHECKED = 8;

  private static final double MOST_APART = 1e-3;
  private static final double MOST_APART_IN_HALF = 5e-2;

  /// As long as rows of the sampler's SFT files are in the tokens of a Mistral, and with as much
  /// learnt.
  private static final Rows ANSWERS = new Rows(List.of(125, 62, 182, 98, 290, 84, 144, 111), 0.27);

  static final List<TrainingCase> CASES =
      List.of(
          new TrainingCase("small", 256, 4, 8, 8, 704, 2_000, Rows.even(8, 128)),
          new TrainingCase("large", 512, 8, 8, 8, 1_376, 8_000, Rows.even(8, 128)),
          new TrainingCase("grouped", 512, 8, 8, 2, 1_376, 8_000, Rows.even(2, 512)),
          new TrainingCase("long", 512, 8, 8, 2, 1_376, 8_000, Rows.even(1, 1_024)),
          new TrainingCase("answers", 512, 8, 8, 8, 1_376, 8_000, ANSWERS));

  private final List<String> pythons;
  private final Path script;
  private final int rounds;
  private final PrintStream out;

  TrainingComparison(List<String> pythons, Path script, int rounds, PrintStream out) {
    this.pythons = pythons;
    this.script = script;
    this.rounds = rounds;
    this.out = out;
  }

  static void run(List<String> arguments, PrintStream out) {
    Arguments options =
        Arguments.of(arguments, Set.of("--threads", "--case", "--rounds"), Set.of(), USAGE);
    String threads = options.text("--threads");
    String name = options.text("--case");
    List<TrainingCase> cases =
        CASES.stream().filter(one -> name == null || one.name().equals(name)).toList();
    if (cases.isEmpty() || (threads != null && !Set.of("1", "2").contains(threads))) {
      throw BagelException.user(USAGE);
    }
    TrainingComparison comparison =
        new TrainingComparison(
            PythonProcess.pythons(),
            PythonProcess.script("training.py"),
            options.count("--rounds", 15),
            out);
    for (TrainingCase one : cases) {
      for (int count : threads == null ? List.of(1, 2) : List.of(Integer.valueOf(threads))) {
        comparison.compare(one, count);
      }
    }
  }

  void compare(TrainingCase model, int threads) {
    List<Integer> cores = IntStream.range(0, threads).boxed().toList();
    try (TrainingPeer python = TrainingPeer.python(pythons, script, cores);
        TrainingPeer single = TrainingPeer.bagel(cores);
        TrainingPeer half = TrainingPeer.bagel(cores)) {
      introduce(model, threads, python);
      load(model, threads, python, single, half);
      check(single.steps(CHECKED), half.steps(CHECKED), python.steps(CHECKED));
      measure(model, single, half, python);
    }
  }

  private void introduce(TrainingCase model, int threads, TrainingPeer python) {
    out.printf(
        Locale.ROOT,
        "%n%s: hidden %d, %d layers, %d heads and %d of keys, vocabulary %,d: %.1f million weights;"
            + " %s; %d thread%s%nBagel on JDK %s beside %s%n",
        model.name(),
        model.hidden(),
        model.layers(),
        model.heads(),
        model.keyValueHeads(),
        model.vocabulary(),
        model.weights() / 1e6,
        model.rows(),
        threads,
        threads == 1 ? "" : "s",
        Runtime.version(),
        python.version());
  }

  private static void load(
      TrainingCase model,
      int threads,
      TrainingPeer python,
      TrainingPeer single,
      TrainingPeer half) {
    try {
      Path folder = Files.createTempDirectory("training");
      model.write(folder);
      python.load(model, folder, threads, Map.of());
      single.load(model, folder, threads, settings("F32"));
      half.load(model, folder, threads, settings("BF16"));
      Files.delete(folder.resolve("model.safetensors"));
      Files.delete(folder.resolve("config.json"));
      Files.delete(folder);
    } catch (IOException e) {
      throw BagelException.resources("the model cannot be written: " + e.getMessage());
    }
  }

  private static Map<String, ?> settings(String precision) {
    return Map.of("precision", precision, "checkpointing", false);
  }

  private void check(
      TrainingPeer.Steps single, TrainingPeer.Steps half, TrainingPeer.Steps python) {
    double apart = apart(single.losses(), python.losses());
    double halfApart = apart(half.losses(), python.losses());
    if (!(apart <= MOST_APART) || !(halfApart <= MOST_APART_IN_HALF)) {
      throw BagelException.user(
          "losses differ, so there is nothing to compare: %s in f32, %s in bf16, PyTorch %s"
              .formatted(single.losses(), half.losses(), python.losses()));
    }
    out.printf(
        Locale.ROOT,
        "losses of %d steps differ from PyTorch's by %.5f %% at most in f32, by %.2f %% in bf16%n",
        CHECKED,
        100 * apart,
        100 * halfApart);
  }

  private static double apart(List<Double> here, List<Double> there) {
    return IntStream.range(0, there.size())
        .mapToDouble(i -> Math.abs(here.get(i) - there.get(i)) / there.get(i))
        .max()
        .orElseThrow();
  }

  private void measure(
      TrainingCase model, TrainingPeer single, TrainingPeer half, TrainingPeer python) {
    int steps = Math.max(1, (int) (0.5 / single.steps(2).wall() * 2));
    List<TrainingPeer.Steps> singles = new ArrayList<>();
    List<TrainingPeer.Steps> halves = new ArrayList<>();
    List<TrainingPeer.Steps> pythons = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      singles.add(single.steps(steps));
      pythons.add(python.steps(steps));
      halves.add(half.steps(steps));
    }
    out.printf(
        Locale.ROOT,
        "tokens per second, medians of %d rounds of %d step%s%n%-22s%12s%12s%8s  %-18s%s%n",
        rounds,
        steps,
        steps == 1 ? "" : "s",
        "",
        "first",
        "second",
        "ratio",
        "smallest–largest",
        "ratio by processor time");
    int tokens = model.rows().tokens() * steps;
    line("f32 beside PyTorch", tokens, singles, pythons);
    line("bf16 beside f32", tokens, halves, singles);
  }

  private void line(
      String name, int tokens, List<TrainingPeer.Steps> first, List<TrainingPeer.Steps> second) {
    Rounds wall = rates(tokens, first, second, TrainingPeer.Steps::wall);
    Rounds processor = rates(tokens, first, second, TrainingPeer.Steps::processor);
    out.printf(
        Locale.ROOT,
        "%-22s%,12.0f%,12.0f%8.2f  %-18s%.2f (%.2f–%.2f)%n",
        name,
        wall.firstMedian(),
        wall.secondMedian(),
        wall.ratio(),
        "%.2f–%.2f".formatted(wall.ratios().getFirst(), wall.ratios().getLast()),
        processor.ratio(),
        processor.ratios().getFirst(),
        processor.ratios().getLast());
  }

  private static Rounds rates(
      int tokens,
      List<TrainingPeer.Steps> first,
      List<TrainingPeer.Steps> second,
      ToDoubleFunction<TrainingPeer.Steps> clock) {
    return new Rounds(
        first.stream().map(steps -> tokens / clock.applyAsDouble(steps)).toList(),
        second.stream().map(steps -> tokens / clock.applyAsDouble(steps)).toList());
  }
}
