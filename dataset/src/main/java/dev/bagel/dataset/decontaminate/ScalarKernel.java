package dev.bagel.dataset.decontaminate;

import java.util.Arrays;

/// Without vectors.
record ScalarKernel() implements Kernel {
  @Override
  public void products(float[] queries, int from, float[] panel, float[] products) {
    Arrays.fill(products, 0);
    for (int d = 0; d < panel.length / Panels.WIDTH; d++) {
      for (int i = 0; i < QUERIES; i++) {
        float component = queries[from + d * QUERIES + i];
        for (int item = 0; item < Panels.WIDTH; item++) {
          products[i * Panels.WIDTH + item] += component * panel[d * Panels.WIDTH + item];
        }
      }
    }
  }
}
