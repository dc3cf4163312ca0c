package dev.bagel.chat.template;

import java.util.AbstractList;
import java.util.List;

/// Python's tuple: a list in all but its spelling, and a key of dictionaries.
sealed class Tuple extends AbstractList<Object> permits Group {
  private final List<Object> items;
  private int hash;
  private int weight;

  Tuple(List<Object> items) {
    this.items = List.copyOf(items);
  }

  static Tuple of(Object... items) {
    return new Tuple(List.of(items));
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tuple tuple && (tuple == this || items.equals(tuple.items));
  }

  /// How many values it holds, those of its tuples counted too, [Integer#MAX_VALUE] at the most.
  int weight() {
    if (weight == 0) {
      long sum = 1;
      for (Object item : items) {
        sum += item instanceof Tuple tuple ? tuple.weight() : 1;
      }
      weight = (int) Math.min(sum, Integer.MAX_VALUE);
    }
    return weight;
  }

  /// Kept, since tuples of tuples can hold one value more often than there is time to count it.
  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = items.hashCode();
    }
    return hash;
  }
}
