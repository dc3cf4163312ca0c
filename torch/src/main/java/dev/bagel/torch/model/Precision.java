package dev.bagel.torch.model;

import org.bytedeco.pytorch.global.torch.ScalarType;

/// The type that a decoder computes in.
public enum Precision {
  F32,
  BF16;

  /// Not a field: who only names a precision, such as a command's help, is to load no libtorch.
  ScalarType scalar() {
    return switch (this) {
      case F32 -> ScalarType.Float;
      case BF16 -> ScalarType.BFloat16;
    };
  }
}
