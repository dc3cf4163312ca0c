package dev.bagel.dataset.decontaminate;

/// The similarity of two vectors: the sum of the products in the order of the dimensions, in double
/// precision. A product of two floats is a double without rounding, so that whoever compares the
/// same vectors gets the same number.
final class InnerProduct {
  private InnerProduct() {}

  static double of(float[] one, float[] other) {
    return of(one, other, 0, 1);
  }

  /// @param from where the other vector begins in `others`
  /// @param step from one of its numbers to the next
  static double of(float[] one, float[] others, int from, int step) {
    double sum = 0;
    int at = from;
    for (float number : one) {
      sum += (double) number * others[at];
      at += step;
    }
    return sum;
  }
}
