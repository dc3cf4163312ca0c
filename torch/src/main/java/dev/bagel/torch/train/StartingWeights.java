package dev.bagel.torch.train;

import dev.bagel.torch.lora.LoraSettings;
import dev.bagel.torch.lora.LoraWeights;
import dev.bagel.torch.model.FullWeights;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningWeights;

/// What is learnt, as the settings have it.
final class StartingWeights {
  private StartingWeights() {}

  static LearningWeights open(TrainingSettings settings) {
    return switch (settings.tuning()) {
      case FULL -> FullWeights.open(settings.model(), settings.frozen(), settings.precision());
      case LORA -> lora(settings, false);
      case QLORA -> lora(settings, true);
    };
  }

  private static LearningWeights lora(TrainingSettings settings, boolean fourBits) {
    return LoraWeights.open(settings.model(), adapter(settings, fourBits), settings.precision());
  }

  static LoraSettings adapter(TrainingSettings settings, boolean fourBits) {
    return adapter(settings.values(), fourBits, settings.seed());
  }

  /// Before anything is opened.
  static void check(SettingValues values) {
    LoraSettings _ = adapter(values, false, 0);
    boolean _ = values.flag(Setting.MERGE);
  }

  private static LoraSettings adapter(SettingValues values, boolean fourBits, long seed) {
    return new LoraSettings(
        (int) values.whole(Setting.LORA_RANK, 1),
        values.number(Setting.LORA_ALPHA, 0, Double.MAX_VALUE),
        values.number(Setting.LORA_DROPOUT, 0, 1),
        values.list(Setting.LORA_TARGETS),
        values.flag(Setting.LORA_RANK_STABILISED),
        fourBits,
        seed);
  }

  static LearningModel model(LearningWeights weights, TrainingSettings settings) {
    return new LearningModel(weights, settings.precision(), settings.learning());
  }
}
