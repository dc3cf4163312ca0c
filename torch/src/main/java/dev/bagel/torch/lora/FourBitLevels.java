package dev.bagel.torch.lora;

import dev.bagel.torch.model.Scoped;
import org.bytedeco.pytorch.Tensor;

/// NF4, the 16 levels that numbers of a normal distribution fill evenly, between -1 and 1 (arXiv
/// 2305.14314, appendix E).
final class FourBitLevels {
  private static final float[] LEVELS = {
    -1.0f,
    -0.6961928f,
    -0.52507305f,
    -0.3949175f,
    -0.28444138f,
    -0.18477343f,
    -0.091050036f,
    0.0f,
    0.0795803f,
    0.1609302f,
    0.2461123f,
    0.33791524f,
    0.44070983f,
    0.562617f,
    0.72295684f,
    1.0f
  };

  /// For each byte the two levels of its halves, `[256]`, in the memory of one whole number: so
  /// libtorch looks both up at once, in a quarter of the time that rows of two take it.
  static final Tensor PAIRS = Scoped.owned(() -> Tensor.create(pairs(), 256));

  /// Where one level ends and the next begins, `[15]`.
  static final Tensor BETWEEN = Scoped.owned(() -> Tensor.create(between(LEVELS), 15));

  private FourBitLevels() {}

  private static long[] pairs() {
    long[] pairs = new long[256];
    for (int i = 0; i < 256; i++) {
      pairs[i] = bits(LEVELS[i >> 4]) | bits(LEVELS[i & 15]) << 32;
    }
    return pairs;
  }

  private static long bits(float level) {
    return Integer.toUnsignedLong(Float.floatToRawIntBits(level));
  }

  /// The middles of neighbours: what lies on one goes to the lower.
  static float[] between(float[] levels) {
    float[] between = new float[levels.length - 1];
    for (int i = 0; i < between.length; i++) {
      between[i] = (float) (((double) levels[i] + levels[i + 1]) / 2);
    }
    return between;
  }
}
