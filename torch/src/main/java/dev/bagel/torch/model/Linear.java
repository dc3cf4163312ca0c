package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A step without bias, `in · weightᵀ`, whatever its weight is made of.
public interface Linear {
  /// @param in `[…, inputs]`; the result is `[…, outputs]` of the same type
  Tensor apply(Tensor in);

  long outputs();

  /// With its weight as it is.
  ///
  /// @param weight `[outputs, inputs]`. One of another type than what comes in is converted each
  ///   time, so that it may be learnt in single precision and computed with in half
  record Plain(Tensor weight) implements Linear {
    @Override
    public Tensor apply(Tensor in) {
      return torch.linear(in, weight.toType(in.scalar_type()));
    }

    @Override
    public long outputs() {
      return weight.size(0);
    }
  }
}
