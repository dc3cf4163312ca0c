package dev.bagel.dataset.decontaminate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The words that most items hold, at most 64 of them, as bits: a set of them is a `long`.
///
/// Such words are nine tenths of all that an inverted index of questions holds, and tell next to
/// nothing. A set's weight is read from eight tables of 256 sums.
final class CommonWords {
  private static final int MOST = Long.SIZE;

  /// A word is common that is held by one item in so many, and by [#LEAST].
  private static final int ONE_IN = 20;

  private static final int LEAST = 100;

  /// By word number: the word's bit, or 0.
  private final long[] bits;

  private final float[][] tables = new float[Long.BYTES][256];

  private CommonWords(long[] bits) {
    this.bits = bits;
  }

  /// @param holders by word number: the items that hold it
  /// @param weights by word number
  static CommonWords of(int[][] holders, int items, float[] weights) {
    int[] words =
        IntStream.range(0, holders.length)
            .filter(word -> holders[word].length >= Math.max(LEAST, items / ONE_IN))
            .boxed()
            .sorted(Comparator.comparingInt((Integer word) -> -holders[word].length))
            .limit(MOST)
            .mapToInt(Integer::intValue)
            .toArray();
    CommonWords common = new CommonWords(new long[holders.length]);
    float[] weightOfBit = new float[MOST];
    for (int bit = 0; bit < words.length; bit++) {
      common.bits[words[bit]] = 1L << bit;
      weightOfBit[bit] = weights[words[bit]];
    }
    for (int table = 0; table < common.tables.length; table++) {
      float[] eight = Arrays.copyOfRange(weightOfBit, 8 * table, 8 * table + 8);
      for (int eightBits = 0; eightBits < 256; eightBits++) {
        common.tables[table][eightBits] = sum(eight, eightBits);
      }
    }
    return common;
  }

  /// The word as a set, empty where it is not common.
  long bit(int word) {
    return bits[word];
  }

  /// The weight of a set.
  float weight(long set) {
    float sum = 0;
    long rest = set;
    for (int table = 0; rest != 0; table++, rest >>>= 8) {
      sum += tables[table][(int) (rest & 255)];
    }
    return sum;
  }

  private static float sum(float[] weights, int set) {
    float sum = 0;
    for (int bit = 0; bit < weights.length; bit++) {
      sum += (set >> bit & 1) * weights[bit];
    }
    return sum;
  }
}
