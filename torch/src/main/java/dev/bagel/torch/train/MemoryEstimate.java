package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.weights.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/// What a run will hold in memory, about: said before it begins, since a process that runs out of
/// memory is ended without a word.
///
/// @param weights what is not learnt, where it is not simply the mapped file
/// @param learnt parameters, gradients and AdamW's two memories, in single precision
/// @param pass what a pass keeps for its way back
record MemoryEstimate(long weights, long learnt, long pass) {
  /// Numbers that a block keeps for each token, in widths of the stream and of the feed-forward
  /// layer: what goes into norms, attention and products. Measured: see the test.
  private static final int STREAMS = 14;

  private static final int INNER = 4;

  /// Logits, their logarithms, and gradients of both.
  private static final int LOGITS = 3;

  private static final int FOUR_BYTES = 4;
  private static final int ADAMW = 4 * FOUR_BYTES;

  /// Of NF4 with its scales.
  private static final double FOUR_BITS = 4.127 / 8;

  static MemoryEstimate of(TrainingSettings settings) {
    try (ModelFolder model = ModelFolder.open(settings.model())) {
      long all = 0;
      long copied = 0;
      long adapters = 0;
      long rank = settings.values().whole(Setting.LORA_RANK, 1);
      ElementType type = settings.precision() == Precision.F32 ? ElementType.F32 : ElementType.BF16;
      for (String name : model.shapes().keySet()) {
        var weight = model.weights().get(name);
        long numbers = weight.data().byteSize() / weight.type().bytes();
        all += numbers;
        copied += weight.type() == type ? 0 : numbers * type.bytes();
        if (model.matrices().contains(name)) {
          adapters += rank * (weight.shape()[0] + weight.shape()[1]);
        }
      }
      long pass = pass(settings, model.config(), type.bytes());
      boolean twice = settings.method() == Method.DPO;
      return switch (settings.tuning()) {
        case FULL -> new MemoryEstimate(twice ? copied : 0, all * ADAMW, pass);
        case LORA -> new MemoryEstimate(copied, adapters * ADAMW, pass);
        case QLORA -> new MemoryEstimate((long) (all * FOUR_BITS), adapters * ADAMW, pass);
      };
    }
  }

  private static long pass(TrainingSettings settings, ModelConfig config, int bytes) {
    long rows = settings.method() == Method.DPO ? 2L : 1L;
    long tokens = rows * settings.steps().pass() * settings.values().whole(Setting.MAX_TOKENS, 3);
    long experts = config.experts().map(ModelConfig.Experts::perToken).orElse(1);
    long block =
        tokens * (STREAMS * (long) config.hidden() + INNER * experts * config.intermediate());
    long blocks =
        settings.learning().checkpointing()
            ? block + tokens * config.hidden() * config.layers()
            : block * config.layers();
    return blocks * bytes + tokens * config.vocabulary() * LOGITS * FOUR_BYTES;
  }

  long bytes() {
    return weights + learnt + pass;
  }

  /// @throws BagelException RESOURCES where the machine has less
  void require(TrainingSettings settings) {
    OptionalLong there = available();
    if (settings.ignoreMemory() || there.isEmpty()) {
      return;
    }
    long needed = bytes() * settings.processes();
    if (needed > there.getAsLong()) {
      String each =
          settings.processes() > 1
              ? ", in each of %d processes".formatted(settings.processes())
              : "";
      throw BagelException.resources(
          "this run takes about %s of memory (weights %s, what is learnt %s, passes %s%s), and %s are free: try gradient-checkpointing=true, a smaller micro-batch or max-tokens, tuning=lora or qlora; ignore-memory=true begins all the same"
              .formatted(
                  size(needed),
                  size(weights),
                  size(learnt),
                  size(pass),
                  each,
                  size(there.getAsLong())));
    }
  }

  /// What Linux can give without swapping; empty elsewhere.
  private static OptionalLong available() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
