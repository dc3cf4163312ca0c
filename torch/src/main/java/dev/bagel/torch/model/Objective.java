package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;

/// What training makes smaller.
@FunctionalInterface
public interface Objective {
  /// @param losses the negative logarithms of the probabilities of a batch's learnt tokens, in
  ///   their order: `[learnt]`, in single precision
  /// @return one number, through which gradients flow back
  Tensor of(Tensor losses);
}
