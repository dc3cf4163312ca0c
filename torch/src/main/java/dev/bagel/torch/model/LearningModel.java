package dev.bagel.torch.model;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// A decoder in training: passes that add gradients to what is learnt, and passes that only look.
/// It owns no weight. Not for more than one thread at a time.
public final class LearningModel {
  private final ModelConfig config;
  private final Decoder settled;
  private final LearningPass pass;

  /// @param learning weights as passes with gradients see them, which may have chance in them
  /// @param settled the same as a finished model has them
  public LearningModel(
      ModelConfig config,
      Precision precision,
      DecoderWeights learning,
      DecoderWeights settled,
      LearningOptions options) {
    this.config = config;
    this.settled = new Decoder(config, settled, precision);
    this.pass = new LearningPass(config, new Decoder(config, learning, precision), options);
  }

  public ModelConfig config() {
    return config;
  }

  /// Adds the gradients of an objective to those of everything that is learnt.
  ///
  /// @param routerShare what part of a whole step this batch is; the routers' auxiliary loss counts
  ///   by it. 0 leaves that out
  /// @param seed of what chance there is: the same gives the same
  public Learnt learn(LearningBatch batch, Objective objective, double routerShare, long seed) {
    try (var _ = new PointerScope()) {
      return pass.run(batch, objective, routerShare, seed);
    }
  }

  /// The negative logarithms of the probabilities of the batch's learnt tokens.
  public float[] losses(LearningBatch batch) {
    return losses(settled, batch);
  }

  static float[] losses(Decoder decoder, LearningBatch batch) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      Step step = decoder.step(batch);
      Tensor hidden = decoder.embedded(batch.ids());
      for (Block block : decoder.blocks()) {
        hidden = block.forward(hidden, step, null, new Routing.Forgotten());
      }
      return CausalModel.numbers(decoder.losses(hidden, batch));
    }
  }

  /// What a pass found, before anything is learnt from it.
  ///
  /// @param objective what the objective gave
  /// @param router the routers' auxiliary loss, unweighted; 0 without experts
  /// @param losses as [Objective#of] got them
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Learnt(double objective, double router, float[] losses) {}
}
