package dev.bagel.torch.lora;

import dev.bagel.torch.model.Scoped;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/// The 256 levels between -1 and 1 of an eight-bit number that spends its bits on size or exactness
/// as needed (dynamic tree quantisation, arXiv 1511.04561, as arXiv 2110.02861 has it): sign, and
/// for each power of ten from 10⁻⁶ to 1, the middles of 1, 2, 4 … 64 equal parts of what lies
/// between a tenth of it and all of it; and 0 and 1. Libraries that compute them in single
/// precision have some a last bit off, which ones depends on the processor.
final class DynamicLevels {
  private static final int POWERS = 7;

  static final Tensor LEVELS = Scoped.owned(() -> Tensor.create(levels(), 256));

  /// Where one level ends and the next begins, `[255]`.
  static final Tensor BETWEEN =
      Scoped.owned(() -> Tensor.create(FourBitLevels.between(levels()), 255));

  private DynamicLevels() {}

  private static float[] levels() {
    float[] levels = new float[256];
    int count = 0;
    for (int power = 0; power < POWERS; power++) {
      int parts = 1 << power;
      for (int part = 0; part < parts; part++) {
        double middle = 0.1 + 0.9 * (part + 0.5) / parts;
        float level = (float) (middle * Math.pow(10, power + 1 - POWERS));
        levels[count++] = level;
        levels[count++] = -level;
      }
    }
    levels[count++] = 0;
    levels[count] = 1;
    Arrays.sort(levels);
    return levels;
  }
}
