package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How much memory training takes, with gradient checkpointing and without: the same model and
/// batch, each in a process of its own.
final class TrainingMemory {
  private static final int STEPS = 3;

  static final TrainingCase CASE =
      new TrainingCase("memory", 512, 8, 8, 8, 1_376, 8_000, TrainingCase.Rows.even(8, 512));

  private TrainingMemory() {}

  static void run(TrainingCase model, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "hidden %d, %d layers, vocabulary %,d: %.1f million weights; %s; %d"
            + " steps%nmegabytes, as Linux counts them (RSS)%n%-24s%16s%16s%16s%n",
        model.hidden(),
        model.layers(),
        model.vocabulary(),
        model.weights() / 1e6,
        model.rows(),
        STEPS,
        "",
        "before step 1",
        "peak",
        "peak − before");
    for (String precision : List.of("F32", "BF16")) {
      Held without = held(model, precision, false);
      Held with = held(model, precision, true);
      line(out, precision + " without", without);
      line(out, precision + " checkpointing", with);
      out.printf(
          Locale.ROOT,
          "%-24s%16s%16.2f%16.2f%n",
          "ratio",
          "",
          (double) with.peak() / without.peak(),
          (double) with.taken() / without.taken());
    }
  }

  private static void line(PrintStream out, String name, Held held) {
    out.printf(
        Locale.ROOT, "%-24s%,16d%,16d%,16d%n", name, held.before(), held.peak(), held.taken());
  }

  private static Held held(TrainingCase model, String precision, boolean checkpointing) {
    try (TrainingPeer bagel = TrainingPeer.bagel(List.of(0))) {
      Path folder = Files.createTempDirectory("training");
      model.write(folder);
      bagel.load(model, folder, 1, Map.of("precision", precision, "checkpointing", checkpointing));
      Files.delete(folder.resolve("model.safetensors"));
      Files.delete(folder.resolve("config.json"));
      Files.delete(folder);
      long before = bagel.memory().now();
      bagel.steps(STEPS);
      return new Held(before, bagel.memory().peak());
    } catch (IOException e) {
      throw BagelException.resources("the model cannot be written: " + e.getMessage());
    }
  }

  private record Held(long before, long peak) {
    long taken() {
      return peak - before;
    }
  }
}
