package dev.bagel.torch.lora;

import java.util.TreeSet;

/// NF4 with double quantisation once more, number by number, with nothing of libtorch in it.
final class PlainFourBits {
  /// Table of appendix E of arXiv 2305.14314.
  static final double[] NF4 = {
    -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453,
    -0.28444138169288635, -0.18477343022823334, -0.09105003625154495, 0.0,
    0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224,
    0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0
  };

  private PlainFourBits() {}

  /// The 256 levels of scales.
  static double[] eightBits() {
    TreeSet<Double> levels = new TreeSet<>();
    for (int bits = 0; bits < 7; bits++) {
      double most = Math.pow(10, bits - 6);
      double width = 0.9 * most / (1 << bits);
      for (double middle = 0.1 * most + width / 2; middle < most; middle += width) {
        levels.add(middle);
        levels.add(-middle);
      }
    }
    levels.add(0.0);
    levels.add(1.0);
    return levels.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /// What numbers become.
  static double[] roundTrip(float[] numbers) {
    int blocks = Math.ceilDiv(numbers.length, 64);
    double[] scales = new double[blocks];
    for (int i = 0; i < numbers.length; i++) {
      scales[i / 64] = Math.max(scales[i / 64], Math.abs(numbers[i]));
    }
    double[] rounded = scales(scales);
    double[] results = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      double part = scales[i / 64] == 0 ? 0 : numbers[i] / scales[i / 64];
      results[i] = nearest(NF4, part) * rounded[i / 64];
    }
    return results;
  }

  private static double[] scales(double[] scales) {
    double mean = 0;
    for (double scale : scales) {
      mean += scale / scales.length;
    }
    double[] results = new double[scales.length];
    for (int from = 0; from < scales.length; from += 256) {
      int end = Math.min(from + 256, scales.length);
      double most = 0;
      for (int i = from; i < end; i++) {
        most = Math.max(most, Math.abs(scales[i] - mean));
      }
      for (int i = from; i < end; i++) {
        double part = most == 0 ? 0 : (scales[i] - mean) / most;
        results[i] = nearest(eightBits(), part) * most + mean;
      }
    }
    return results;
  }

  static double nearest(double[] levels, double number) {
    double best = levels[0];
    for (double level : levels) {
      if (Math.abs(level - number) < Math.abs(best - number)) {
        best = level;
      }
    }
    return best;
  }
}
