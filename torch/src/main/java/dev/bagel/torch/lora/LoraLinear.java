package dev.bagel.torch.lora;

import dev.bagel.torch.model.Linear;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// A step with a low-rank change: `base(x) + scale · dropout(x) · Aᵀ · Bᵀ`, in the type of `x`.
///
/// @param down A, `[rank, inputs]`
/// @param up B, `[outputs, rank]`
/// @param dropout what the change sees of what comes in
record LoraLinear(Linear base, Tensor down, Tensor up, double scale, UnaryOperator<Tensor> dropout)
    implements Linear {
  @Override
  public Tensor apply(Tensor in) {
    ScalarType type = in.scalar_type();
    Tensor narrow = torch.linear(dropout.apply(in), down.toType(type));
    Tensor change = torch.linear(narrow, up.toType(type));
    return base.apply(in).add(change, new Scalar(scale));
  }

  @Override
  public long outputs() {
    return base.outputs();
  }
}
