package dev.bagel.torch.train;

import dev.bagel.torch.model.Objective;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// The mean loss over the learnt tokens of a whole step, of which a batch may be a part: so the
/// gradients of its parts add up to those of one big batch, however the tokens are spread.
///
/// @param tokens that the whole step learns
public record SftObjective(long tokens) implements Objective {
  @Override
  public Tensor of(Tensor losses) {
    return losses.sum().div(new Scalar((double) tokens));
  }
}
