package dev.bagel.torch.model;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// RMS norm (arXiv 1910.07467).
record Norm(Tensor weight, double epsilon) {
  Tensor apply(Tensor hidden) {
    long[] width = {weight.size(0)};
    return torch.rms_norm(
        hidden,
        width,
        new TensorOptional(weight.toType(hidden.scalar_type())),
        new DoubleOptional(epsilon));
  }
}
