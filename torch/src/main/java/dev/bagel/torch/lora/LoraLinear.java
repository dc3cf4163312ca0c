package dev.bagel.torch.lora;

import dev.bagel.torch.model.Linear;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A step with a low-rank change: `base(x) + scale · dropout(x) · Aᵀ · Bᵀ`, in the type of `x`.
///
/// @param down A, `[rank, inputs]`
/// @param up B, `[outputs, rank]`
/// @param dropout the part of inputs that the change does not see; 0 for none
record LoraLinear(Linear base, Tensor down, Tensor up, double scale, double dropout)
    implements Linear {
  @Override
  public Tensor apply(Tensor in) {
    ScalarType type = in.scalar_type();
    Tensor seen = dropout == 0 ? in : torch.dropout(in, dropout, true);
    Tensor narrow = torch.linear(seen, down.toType(type));
    Tensor change = torch.linear(narrow, up.toType(type));
    return base.apply(in).add(change, new Scalar(scale));
  }

  @Override
  public long outputs() {
    return base.outputs();
  }
}
