package dev.bagel.dataset.decontaminate;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Eight sums of vectors stay in registers over all dimensions: of four queries with two vectors of
/// items.
record VectorKernel() implements Kernel {
  /// Two of them fit into the width of a panel.
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() <= Panels.WIDTH / 2
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;

  private static final int LANES = SPECIES.length();

  @Override
  public void products(float[] queries, int from, float[] panel, float[] products) {
    for (int column = 0; column < Panels.WIDTH; column += 2 * LANES) {
      products(queries, from, panel, column, products);
    }
  }

  private static void products(
      float[] queries, int from, float[] panel, int column, float[] products) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero, b0 = zero, b1 = zero;
    FloatVector c0 = zero, c1 = zero, d0 = zero, d1 = zero;
    int query = from;
    for (int at = column; at < panel.length; at += Panels.WIDTH) {
      FloatVector left = FloatVector.fromArray(SPECIES, panel, at);
      FloatVector right = FloatVector.fromArray(SPECIES, panel, at + LANES);
      FloatVector component = FloatVector.broadcast(SPECIES, queries[query]);
      a0 = component.fma(left, a0);
      a1 = component.fma(right, a1);
      component = FloatVector.broadcast(SPECIES, queries[query + 1]);
      b0 = component.fma(left, b0);
      b1 = component.fma(right, b1);
      component = FloatVector.broadcast(SPECIES, queries[query + 2]);
      c0 = component.fma(left, c0);
      c1 = component.fma(right, c1);
      component = FloatVector.broadcast(SPECIES, queries[query + 3]);
      d0 = component.fma(left, d0);
      d1 = component.fma(right, d1);
      query += QUERIES;
    }
    put(a0, a1, products, column);
    put(b0, b1, products, column + Panels.WIDTH);
    put(c0, c1, products, column + 2 * Panels.WIDTH);
    put(d0, d1, products, column + 3 * Panels.WIDTH);
  }

  private static void put(FloatVector left, FloatVector right, float[] products, int at) {
    left.intoArray(products, at);
    right.intoArray(products, at + LANES);
  }
}
