package dev.bagel.dataset.engine;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The keys up to some largest one.
@FunctionalInterface
interface Bound {
  Bound ALL = (_, _) -> true;
  Bound NONE = (_, _) -> false;

  boolean holds(long high, long low);

  /// The bound that holds the `count` smallest distinct keys, found in as many passes over the
  /// entries as it takes to never hold more than `room` keys.
  static Bound ofSmallest(Supplier<Entries> entries, long count, int room) {
    if (count <= 0) {
      return NONE;
    }
    long left = count;
    Key largest = null;
    while (left > 0) {
      int wanted = (int) Math.min(left, room);
      SortedSet<Key> keys = smallestAfter(largest, entries.get(), wanted);
      if (keys.size() < wanted) {
        return ALL;
      }
      left -= wanted;
      largest = keys.last();
    }
    return upTo(largest);
  }

  private static Bound upTo(@Nullable Key largest) {
    return largest == null
        ? NONE
        : (high, low) -> Key.compare(high, low, largest.high(), largest.low()) <= 0;
  }

  private static SortedSet<Key> smallestAfter(@Nullable Key after, Entries entries, int wanted) {
    TreeSet<Key> keys = new TreeSet<>();
    while (entries.next()) {
      Key key = entries.key();
      boolean passed = after != null && key.compareTo(after) <= 0;
      if (!passed && (keys.size() < wanted || key.compareTo(keys.last()) < 0)) {
        keys.add(key);
        if (keys.size() > wanted) {
          keys.pollLast();
        }
      }
    }
    return keys;
  }
}
