package dev.bagel.dataset.decontaminate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The length of the longest common subsequence of two sequences, 64 places at a step.
///
/// Hyyrö, "Bit-parallel LCS-length computation revisited" (2004), with words carried over. Time is
/// the product of both lengths by 64.
final class CommonSubsequence {
  private CommonSubsequence() {}

  static int length(int[] a, int[] b) {
    int[] pattern = a.length <= b.length ? a : b;
    int[] text = a.length <= b.length ? b : a;
    if (pattern.length == 0) {
      return 0;
    }
    int blocks = (pattern.length + 63) / 64;
    Map<Integer, long[]> places = places(pattern, blocks);
    long[] open = new long[blocks];
    Arrays.fill(open, -1L);
    for (int symbol : text) {
      long[] matches = places.get(symbol);
      if (matches != null) {
        step(open, matches);
      }
    }
    int common = 0;
    for (int block = 0; block < blocks; block++) {
      int used = Math.min(64, pattern.length - 64 * block);
      long mask = used == 64 ? -1L : (1L << used) - 1;
      common += Long.bitCount(~open[block] & mask);
    }
    return common;
  }

  /// A zero in `open` is a place where the common subsequence grows by one.
  private static void step(long[] open, long[] matches) {
    long carry = 0;
    for (int block = 0; block < open.length; block++) {
      long before = open[block];
      long hit = before & matches[block];
      long sum = before + hit;
      long total = sum + carry;
      carry = Long.compareUnsigned(sum, before) < 0 || Long.compareUnsigned(total, sum) < 0 ? 1 : 0;
      open[block] = total | (before & ~matches[block]);
    }
  }

  private static Map<Integer, long[]> places(int[] pattern, int blocks) {
    Map<Integer, long[]> places = new HashMap<>();
    for (int i = 0; i < pattern.length; i++) {
      places.computeIfAbsent(pattern[i], _ -> new long[blocks])[i >> 6] |= 1L << (i & 63);
    }
    return places;
  }
}
