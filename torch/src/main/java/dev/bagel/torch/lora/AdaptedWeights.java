package dev.bagel.torch.lora;

import dev.bagel.torch.model.DecoderWeights;
import dev.bagel.torch.model.Linear;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/// A base with an adapter on it.
///
/// @param targets by the names of the base's weights
/// @param matrices the adapter's own, by their names
/// @param scale of its part
/// @param dropout what the change sees of what comes in
record AdaptedWeights(
    DecoderWeights base,
    Map<String, Target> targets,
    Function<String, Tensor> matrices,
    double scale,
    UnaryOperator<Tensor> dropout)
    implements DecoderWeights {
  @Override
  public Tensor tensor(String name) {
    return base.tensor(name);
  }

  @Override
  public Linear linear(String name) {
    Linear plain = base.linear(name);
    Target target = targets.get(name);
    return target == null
        ? plain
        : new LoraLinear(
            plain, matrices.apply(target.down()), matrices.apply(target.up()), scale, dropout);
  }
}
