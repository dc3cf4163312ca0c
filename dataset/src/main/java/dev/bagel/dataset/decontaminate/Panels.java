package dev.bagel.dataset.decontaminate;

/// Vectors in panels of 32: those of a panel side by side, dimension by dimension, so that one load
/// takes the same dimension of several. The last panel is filled up with zeros.
final class Panels {
  static final int WIDTH = 32;

  /// What unit vectors in single precision may exceed a length of 1 by.
  private static final double TOLERANCE = 1e-3;

  private final int size;
  private final int dimensions;
  private final float[][] panels;

  private Panels(int size, int dimensions) {
    this.size = size;
    this.dimensions = dimensions;
    this.panels = new float[Math.ceilDiv(size, WIDTH)][dimensions * WIDTH];
  }

  static Panels of(float[][] vectors) {
    Panels panels = new Panels(vectors.length, vectors.length == 0 ? 0 : vectors[0].length);
    for (int i = 0; i < vectors.length; i++) {
      panels.check("item", i, vectors[i]);
      for (int d = 0; d < panels.dimensions; d++) {
        panels.panels[i / WIDTH][d * WIDTH + i % WIDTH] = vectors[i][d];
      }
    }
    return panels;
  }

  int size() {
    return size;
  }

  int dimensions() {
    return dimensions;
  }

  int count() {
    return panels.length;
  }

  float[] panel(int index) {
    return panels[index];
  }

  double similarity(float[] query, int item) {
    return InnerProduct.of(query, panels[item / WIDTH], item % WIDTH, WIDTH);
  }

  /// Where there are no vectors, one of any dimension goes with them.
  void check(String what, int place, float[] vector) {
    if (vector.length != dimensions && size > 0) {
      throw new IllegalArgumentException(
          "%s %d has %d dimensions; the items have %d"
              .formatted(what, place, vector.length, dimensions));
    }
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    // The sum is NaN where a component is, and infinite only where one is.
    if (!(Math.sqrt(squares) <= 1 + TOLERANCE)) {
      throw new IllegalArgumentException(
          "%s %d is no unit vector: its length is %s".formatted(what, place, Math.sqrt(squares)));
    }
  }
}
