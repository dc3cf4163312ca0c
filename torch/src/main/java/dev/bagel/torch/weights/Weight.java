package dev.bagel.torch.weights;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// One tensor: dense, in row-major order, little-endian.
///
/// Two weights are equal when they have the same name, type, shape and place in memory.
///
/// @param shape the outermost dimension first; empty for a single number
/// @param data exactly the tensor's bytes. What [Weights] gives is read-only and begins at a
///   multiple of the element's size: native code that writes to it ends the process
@SuppressWarnings("ArrayRecordComponent") // Copied in and out, and compared by what it holds.
public record Weight(String name, ElementType type, long[] shape, MemorySegment data) {
  /// @throws IllegalArgumentException when the data are more or fewer bytes than type and shape ask
  public Weight {
    shape = shape.clone();
    PlannedWeight.requireSize(name, type, shape, data);
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Weight weight
        && name.equals(weight.name)
        && type == weight.type
        && Arrays.equals(shape, weight.shape)
        && data.equals(weight.data);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /// As in `lm_head.weight: BF16 [32000, 4096]`.
  @Override
  public String toString() {
    return name + ": " + type + " " + Arrays.toString(shape);
  }
}
