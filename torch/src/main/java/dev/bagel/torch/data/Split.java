package dev.bagel.torch.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which rows are held out: see [HeldOut]. Ids are gone through in an order that the seed picks,
/// and held out while one of their sources wants more and each of them keeps half of its rows.
final class Split {
  private static final long SALT = 0x5711_7000_0000_0001L;

  private final HeldOut rule;
  private final long seed;
  private final IntToLongFunction key;
  private final IntUnaryOperator source;

  /// @param key of a row: rows of one key stay together
  /// @param source of a row, from 0
  Split(HeldOut rule, long seed, IntToLongFunction key, IntUnaryOperator source) {
    this.rule = rule;
    this.seed = Hash.then(SALT, seed);
    this.key = key;
    this.source = source;
  }

  /// @return the rows of 0 … rows-1 that are held out
  BitSet of(int rows, int sources) {
    long[] left = new long[sources];
    IntStream.range(0, rows).forEach(row -> left[source.applyAsInt(row)]++);
    long[] held = new long[sources];
    long[] wanted = Arrays.stream(left).map(rule::of).toArray();
    BitSet all = new BitSet(rows);
    if (Arrays.stream(wanted).allMatch(want -> want == 0)) {
      return all;
    }
    int[] order = inOrder(rows);
    for (int from = 0, to; from < rows; from = to) {
      to = from + 1;
      while (to < rows && hash(order[to]) == hash(order[from])) {
        to++;
      }
      int[] together = Arrays.copyOfRange(order, from, to);
      Map<Integer, Long> taken =
          Arrays.stream(together)
              .boxed()
              .collect(Collectors.groupingBy(source::applyAsInt, Collectors.counting()));
      boolean asked = taken.keySet().stream().anyMatch(of -> held[of] < wanted[of]);
      boolean spared =
          taken.entrySet().stream()
              .allMatch(
                  of -> left[of.getKey()] - of.getValue() >= held[of.getKey()] + of.getValue());
      if (asked && spared) {
        Arrays.stream(together).forEach(all::set);
        taken.forEach((of, count) -> held[of] += count);
        taken.forEach((of, count) -> left[of] -= count);
      }
    }
    return all;
  }

  private int[] inOrder(int rows) {
    return IntStream.range(0, rows)
        .boxed()
        .sorted(Comparator.comparingLong(this::hash).thenComparingInt(row -> row))
        .mapToInt(row -> row)
        .toArray();
  }

  /// One to one with the key.
  private long hash(int row) {
    return Hash.then(seed, key.applyAsLong(row));
  }
}
