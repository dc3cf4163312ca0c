package dev.bagel.torch.model;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Chance of one thread: libtorch's own generator is of all threads together, so that nobody knows
/// who draws first.
public final class Dice implements AutoCloseable {
  private final Generator generator;

  Dice() {
    try (var _ = new PointerScope()) {
      generator = torch.createCPUGenerator(0);
      generator.retainReference();
    }
  }

  /// The same seed gives the same numbers from here on.
  void begin(long seed) {
    generator.set_current_seed(seed);
  }

  /// Numbers between -most and most.
  Tensor uniform(long[] shape, double most) {
    return torch.empty(shape).uniform_(-most, most, new GeneratorOptional(generator));
  }

  /// Without a part of its numbers, the others larger for it.
  ///
  /// @param part that is left out: from 0 to 1
  public Tensor dropout(Tensor in, double part) {
    Tensor kept = torch.empty_like(in).bernoulli_(1 - part, new GeneratorOptional(generator));
    return in.mul(kept.div(new Scalar(1 - part)));
  }

  @Override
  public void close() {
    generator.close();
  }
}
