package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Rotary positions (arXiv 2104.09864) in the half-split layout: pair `i` of a head is its elements
/// `i` and `i + size/2`.
final class Rotary {
  private final double[] frequencies;

  Rotary(double[] frequencies) {
    this.frequencies = frequencies;
  }

  /// The turns of `length` positions that follow on `past` others. Angles are taken in double
  /// precision: in single, those of far positions would lose digits.
  Turn at(int past, int length, ScalarType type) {
    int half = frequencies.length;
    float[] cos = new float[length * half];
    float[] sin = new float[length * half];
    for (int row = 0; row < length; row++) {
      for (int pair = 0; pair < half; pair++) {
        double angle = (past + row) * frequencies[pair];
        cos[row * half + pair] = (float) Math.cos(angle);
        sin[row * half + pair] = (float) Math.sin(angle);
      }
    }
    return new Turn(
        Tensor.create(cos, length, half).toType(type),
        Tensor.create(sin, length, half).toType(type));
  }

  /// Cosines and sines: `[length, size/2]`, or `[batch, 1, length, size/2]`.
  record Turn(Tensor cos, Tensor sin) {
    /// Those of other positions than one after the other.
    ///
    /// @param positions `[batch × length]`, each among these
    Turn at(Tensor positions, int batch, int length) {
      return new Turn(at(cos, positions, batch, length), at(sin, positions, batch, length));
    }

    private static Tensor at(Tensor all, Tensor positions, int batch, int length) {
      return all.index_select(0, positions).view(batch, 1, length, all.size(1));
    }

    /// @param heads `[batch, heads, length, size]`
    Tensor apply(Tensor heads) {
      long half = cos.size(-1);
      Tensor first = heads.narrow(-1, 0, half);
      Tensor second = heads.narrow(-1, half, half);
      return torch.cat(
          new TensorVector(
              first.mul(cos).sub(second.mul(sin)), second.mul(cos).add(first.mul(sin))),
          -1);
    }
  }
}
