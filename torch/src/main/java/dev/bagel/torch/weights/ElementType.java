package dev.bagel.torch.weights;

import java.util.Arrays;
import java.util.Optional;

/// What a tensor's elements are, by their names in safetensors files; all little-endian.
public enum ElementType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U8(1),
  /// A byte each: 0 or 1.
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /// The size of one element.
  public int bytes() {
    return bytes;
  }

  /// The size of a tensor of this shape; a shape of no dimensions has one element.
  ///
  /// @throws ArithmeticException when a dimension is negative, or the size no `long`
  long bytes(long[] shape) {
    long size = bytes;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new ArithmeticException("a dimension is negative");
      }
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
