package dev.bagel.torch.model;

import java.util.Arrays;

/// Numbers of a dense tensor as arrays.
final class Rows {
  private Rows() {}

  static float[][][] of(float[] flat, int batch, int length, int width) {
    float[][][] rows = new float[batch][length][];
    for (int row = 0; row < batch; row++) {
      for (int place = 0; place < length; place++) {
        int from = (row * length + place) * width;
        rows[row][place] = Arrays.copyOfRange(flat, from, from + width);
      }
    }
    return rows;
  }
}
