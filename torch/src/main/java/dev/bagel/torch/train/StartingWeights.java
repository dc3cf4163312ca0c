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
      case LORA, QLORA ->
          LoraWeights.open(settings.model(), adapter(settings), settings.precision());
    };
  }

  private static LoraSettings adapter(TrainingSettings settings) {
    SettingValues values = settings.values();
    return new LoraSettings(
        (int) values.whole(Setting.LORA_RANK, 1),
        values.number(Setting.LORA_ALPHA, 0, Double.MAX_VALUE),
        values.number(Setting.LORA_DROPOUT, 0, 1),
        values.list(Setting.LORA_TARGETS),
        values.flag(Setting.LORA_RANK_STABILISED),
        settings.tuning() == TrainingSettings.Tuning.QLORA,
        settings.seed());
  }

  static LearningModel model(LearningWeights weights, TrainingSettings settings) {
    return new LearningModel(
        weights.config(),
        settings.precision(),
        weights.learning(),
        weights.settled(),
        settings.learning());
  }
}
