package dev.bagel.torch.model;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// How unlikely a model finds what is to be learnt. It owns no weight. Threads may share it.
public final class TokenLosses {
  private final Decoder decoder;

  /// @param precision that is computed in
  public TokenLosses(ModelConfig config, Precision precision, DecoderWeights weights) {
    this(new Decoder(config, weights, precision));
  }

  TokenLosses(Decoder decoder) {
    this.decoder = decoder;
  }

  /// The negative logarithms of the probabilities of a batch's learnt tokens, in their order.
  public float[] of(LearningBatch batch) {
    List<LearningBatch.Part> parts = batch.parts(Libtorch.threads());
    float[] losses = new float[batch.learnt()];
    SideBySide.run(
        parts.size(),
        products(batch),
        i -> {
          LearningBatch.Part part = parts.get(i);
          part.put(forward(part.batch()), losses);
        });
    return losses;
  }

  /// As of [Libtorch#alone].
  long products(LearningBatch batch) {
    return decoder.products(batch.tokens());
  }

  private float[] forward(LearningBatch batch) {
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
}
