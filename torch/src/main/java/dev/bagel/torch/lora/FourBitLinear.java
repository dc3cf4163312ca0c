package dev.bagel.torch.lora;

import dev.bagel.torch.model.Linear;
import dev.bagel.torch.model.Scoped;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A step whose weight is made from four bits a number each time. Without gradients it is gone at
/// once. With gradients autograd holds it until it has gone back through this step: with
/// checkpointing, those of one block at a time.
record FourBitLinear(FourBitMatrix matrix) implements Linear {
  @Override
  public Tensor apply(Tensor in) {
    return Scoped.result(() -> torch.linear(in, matrix.numbers(in.scalar_type())));
  }

  @Override
  public long outputs() {
    return matrix.outputs();
  }
}
