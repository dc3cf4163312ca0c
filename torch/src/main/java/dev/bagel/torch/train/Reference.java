package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.DecoderWeights;
import dev.bagel.torch.model.LearningBatch;
import dev.bagel.torch.model.LearningWeights;
import dev.bagel.torch.model.TokenLosses;
import java.nio.file.Path;
import java.util.Optional;

/// The model that DPO compares with.
interface Reference extends AutoCloseable {
  /// As [TokenLosses#of].
  float[] losses(LearningBatch batch);

  @Override
  void close();

  /// The folder that the settings name; else the weights without their adapter, or the model that
  /// training began with.
  static Reference open(TrainingSettings settings, LearningWeights weights) {
    Optional<DecoderWeights> without =
        settings.reference().isPresent() ? Optional.empty() : weights.original();
    return without
        .map(original -> within(settings, weights, original))
        .orElseGet(() -> beside(settings, weights));
  }

  private static Reference within(
      TrainingSettings settings, LearningWeights weights, DecoderWeights original) {
    TokenLosses model = new TokenLosses(weights.config(), settings.precision(), original);
    return new Reference() {
      @Override
      public float[] losses(LearningBatch batch) {
        return model.of(batch);
      }

      @Override
      public void close() {}
    };
  }

  private static Reference beside(TrainingSettings settings, LearningWeights weights) {
    Path folder = settings.reference().orElse(settings.model());
    CausalModel model = CausalModel.load(folder, settings.precision());
    if (model.config().vocabulary() != weights.config().vocabulary()) {
      model.close();
      throw BagelException.user(
          "the reference %s has a vocabulary of %d, the model one of %d: both must be of one family"
              .formatted(folder, model.config().vocabulary(), weights.config().vocabulary()));
    }
    return new Reference() {
      @Override
      public float[] losses(LearningBatch batch) {
        return model.losses(batch);
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }
}
