package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
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
    float[] cos = new float[length * 2 * half];
    float[] sin = new float[length * 2 * half];
    for (int row = 0; row < length; row++) {
      for (int pair = 0; pair < half; pair++) {
        double angle = (past + row) * frequencies[pair];
        int first = row * 2 * half + pair;
        cos[first] = (float) Math.cos(angle);
        cos[first + half] = cos[first];
        sin[first] = (float) -Math.sin(angle);
        sin[first + half] = -sin[first];
      }
    }
    return new Turn(
        Tensor.create(cos, length, 1, 2L * half).toType(type),
        Tensor.create(sin, length, 1, 2L * half).toType(type));
  }

  /// What each element is multiplied by, and what the other of its pair is, to be added to it:
  /// `[length, 1, size]`.
  record Turn(Tensor cos, Tensor sin) {
    /// Those of other positions than one after the other.
    ///
    /// @param positions `[tokens]`, each among these
    Turn at(Tensor positions) {
      return new Turn(cos.index_select(0, positions), sin.index_select(0, positions));
    }

    /// @param heads `[batch, length, heads, size]`
    Tensor apply(Tensor heads) {
      Tensor others = heads.roll(new long[] {cos.size(-1) / 2}, -1);
      return torch.addcmul(heads.mul(cos), others, sin);
    }
  }
}
