package dev.bagel.torch.train;

import dev.bagel.torch.model.FullWeights;
import dev.bagel.torch.model.LearningModel;
import dev.bagel.torch.model.LearningWeights;

/// What is learnt, as the settings have it.
final class StartingWeights {
  private StartingWeights() {}

  static LearningWeights open(TrainingSettings settings) {
    return switch (settings.tuning()) {
      case FULL -> FullWeights.open(settings.model(), settings.frozen(), settings.precision());
      case LORA, QLORA -> throw new IllegalStateException();
    };
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
