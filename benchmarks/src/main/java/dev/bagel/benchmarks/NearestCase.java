package dev.bagel.benchmarks;

import java.util.Random;

/// Unit vectors that come from a seed: directions of equal chance.
final class NearestCase {
  private final float[][] items;
  private final float[][] queries;

  NearestCase(int items, int queries, int dimensions) {
    this.items = vectors(items, dimensions, 1);
    this.queries = vectors(queries, dimensions, 2);
  }

  float[][] items() {
    return items;
  }

  float[][] queries() {
    return queries;
  }

  int dimensions() {
    return queries[0].length;
  }

  private static float[][] vectors(int count, int dimensions, long seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[count][dimensions];
    for (float[] vector : vectors) {
      double squares = 0;
      for (int d = 0; d < dimensions; d++) {
        vector[d] = (float) random.nextGaussian();
        squares += (double) vector[d] * vector[d];
      }
      double length = Math.sqrt(squares);
      for (int d = 0; d < dimensions; d++) {
        vector[d] = (float) (vector[d] / length);
      }
    }
    return vectors;
  }
}
