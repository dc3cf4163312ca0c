package dev.bagel.dataset.decontaminate;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The items that may be among a query's best, by inner products in single precision.
///
/// Whatever order they are added in, such a product of vectors of length 1 and n dimensions is
/// wrong by less than n / 2^24 (and the squares of that; Higham, Accuracy and Stability of
/// Numerical Algorithms, 3.1). An item is left out only where it falls short by twice that of both
/// products, so none is left out that a sum without rounding would keep.
final class Shortlist {
  private final int count;
  private final float margin;

  private float[] products;
  private int[] items;
  private int size;

  /// A product below it is not worth a look.
  private float bar;

  /// @param count of the best items that must be in it
  /// @param least what an item's product must reach
  Shortlist(int count, double least, int dimensions) {
    this.count = count;
    this.margin = (dimensions + 4) * 0x1p-23f;
    this.bar = (float) least - margin;
    this.products = new float[32];
    this.items = new int[32];
  }

  /// Adds those of some consecutive items that are good enough.
  ///
  /// @param first the first item
  /// @param width how many
  /// @param from where the products begin
  void offer(int first, int width, float[] of, int from) {
    for (int i = 0; i < width; i++) {
      if (of[from + i] >= bar) {
        add(first + i, of[from + i]);
      }
    }
  }

  IntStream items() {
    prune();
    return IntStream.range(0, size).map(i -> items[i]);
  }

  private void add(int item, float product) {
    if (size == items.length) {
      prune();
      if (size > items.length / 2) {
        products = Arrays.copyOf(products, 2 * products.length);
        items = Arrays.copyOf(items, 2 * items.length);
      }
    }
    products[size] = product;
    items[size++] = item;
  }

  /// Raises the bar to what the best so far leave open.
  private void prune() {
    if (size <= count) {
      return;
    }
    float[] sorted = Arrays.copyOf(products, size);
    Arrays.sort(sorted);
    bar = Math.max(bar, sorted[size - count] - 2 * margin);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (products[i] >= bar) {
        products[kept] = products[i];
        items[kept++] = items[i];
      }
    }
    size = kept;
  }
}
