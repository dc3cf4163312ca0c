package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.lora.Adapter;
import dev.bagel.torch.lora.AdapterMemory;
import dev.bagel.torch.model.Libtorch;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/// What a run will hold in memory, about: said before it begins, since a process that runs out of
/// memory is ended without a word.
///
/// @param weights what is not learnt, where it is not simply the mapped file
/// @param learnt parameters, gradients and AdamW's two memories, in single precision
/// @param pass what a pass keeps for its way back
/// @param held gradients of a layer that each thread holds until it hands them over
record MemoryEstimate(long weights, long learnt, long pass, long held) {
  private static final int ADAMW = 4 * Float.BYTES;

  /// What Java and libtorch come to take themselves, whatever the model is.
  private static final long ITSELF = 200_000_000;

  static MemoryEstimate of(TrainingSettings settings) {
    try (ModelFolder model = ModelFolder.open(settings.model())) {
      MemoryEstimate own =
          switch (settings.tuning()) {
            case FULL -> full(settings, model);
            case LORA -> adapter(settings, model, false);
            case QLORA -> adapter(settings, model, true);
          };
      return new MemoryEstimate(own.weights + reference(settings), own.learnt, own.pass, own.held);
    }
  }

  private static MemoryEstimate full(TrainingSettings settings, ModelFolder model) {
    Set<String> frozen = model.named(settings.frozen());
    long copied = frozen.stream().mapToLong(name -> model.copied(name, settings.precision())).sum();
    Set<String> names = new HashSet<>(model.shapes().keySet());
    names.removeAll(frozen);
    long learnt = names.stream().mapToLong(model::numbers).sum();
    return new MemoryEstimate(
        copied,
        learnt * ADAMW,
        pass(settings, model.config(), new AdapterMemory(0, learnt, 0, 0)),
        threads(settings) * model.most(names) * Float.BYTES);
  }

  private static MemoryEstimate adapter(
      TrainingSettings settings, ModelFolder model, boolean fourBits) {
    AdapterMemory memory =
        AdapterMemory.of(model, StartingWeights.adapter(settings, fourBits), settings.precision());
    return new MemoryEstimate(
        memory.base(),
        memory.learnt() * ADAMW,
        pass(settings, model.config(), memory),
        threads(settings) * (memory.learnt() / model.config().layers()) * Float.BYTES);
  }

  /// DPO's second model. Where an adapter is learnt, the base without it is the reference, if no
  /// other is named.
  private static long reference(TrainingSettings settings) {
    boolean within =
        settings.tuning() != TrainingSettings.Tuning.FULL && settings.reference().isEmpty();
    if (settings.method() != Method.DPO || within) {
      return 0;
    }
    Path folder = Adapter.modelFolder(settings.reference().orElse(settings.model()));
    try (ModelFolder model = ModelFolder.open(folder)) {
      return model.shapes().keySet().stream()
          .mapToLong(name -> model.copied(name, settings.precision()))
          .sum();
    }
  }

  private static long pass(TrainingSettings settings, ModelConfig config, AdapterMemory weights) {
    // What is learnt is in single precision, and converted for half.
    long converted = settings.precision() == Precision.F32 ? 0 : weights.learnt();
    PassMemory memory =
        new PassMemory(
            config,
            settings.precision(),
            sequences(settings) * settings.values().whole(Setting.MAX_TOKENS, 3),
            converted + weights.unfolded(),
            weights.outputs());
    return memory.bytes(settings.learning().checkpointing());
  }

  private static long sequences(TrainingSettings settings) {
    return settings.steps().pass() * (settings.method() == Method.DPO ? 2L : 1L);
  }

  /// That share a pass.
  private static long threads(TrainingSettings settings) {
    return Math.min(Libtorch.threads(), sequences(settings));
  }

  long bytes() {
    return weights + learnt + pass + held + ITSELF;
  }

  /// @throws BagelException RESOURCES where the machine has less, or the container that this runs
  ///   in
  void require(TrainingSettings settings) {
    require(settings, FreeMemory.HERE.bytes());
  }

  void require(TrainingSettings settings, OptionalLong free) {
    if (settings.ignoreMemory() || free.isEmpty()) {
      return;
    }
    long needed = bytes() * settings.processes();
    if (needed > free.getAsLong()) {
      String each =
          settings.processes() > 1
              ? ", in each of %d processes".formatted(settings.processes())
              : "";
      throw BagelException.resources(
          "this run takes about %s of memory (weights %s, what is learnt %s, passes %s, Java and libtorch %s%s), and %s are free: try %s; ignore-memory=true begins all the same"
              .formatted(
                  size(needed),
                  size(weights),
                  size(learnt),
                  size(pass + held),
                  size(ITSELF),
                  each,
                  size(free.getAsLong()),
                  String.join(", ", less(settings))));
    }
  }

  /// What would make it less, of what is not so already.
  private static List<String> less(TrainingSettings settings) {
    List<String> less = new ArrayList<>();
    if (!settings.learning().checkpointing()) {
      less.add("gradient-checkpointing=true");
    }
    if (settings.steps().pass() > 1) {
      less.add("micro-batch=1");
    }
    less.add("a smaller max-tokens");
    switch (settings.tuning()) {
      case FULL -> less.add("tuning=lora or qlora");
      case LORA -> less.add("tuning=qlora");
      case QLORA -> less.add("a smaller lora-rank");
    }
    if (settings.processes() > 1) {
      less.add("fewer processes");
    }
    return less;
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
