package dev.bagel.torch.model;

import org.bytedeco.pytorch.global.torch.ScalarType;

/// The type that a decoder computes in.
public enum Precision {
  F32(ScalarType.Float),
  BF16(ScalarType.BFloat16);

  private final ScalarType scalar;

  Precision(ScalarType scalar) {
    this.scalar = scalar;
  }

  public ScalarType scalar() {
    return scalar;
  }
}
