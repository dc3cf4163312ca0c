package dev.bagel.dataset.decontaminate;

import java.util.Arrays;
import java.util.List;

/// How much of their words a text and each of many items share: an inverted index.
///
/// A word weighs log((items + 1) / items that hold it), as in [LexicalFilter]; one that no item
/// holds weighs as one that a single item holds. [CommonWords] are no entries of the index: they
/// are looked at where a rarer word is shared too, or where an item has hardly any other.
/// Immutable; for any number of threads at once.
final class SharedWords {
  /// The share of an item's weight that common words make up from which on every text is compared
  /// with it.
  private static final double MOSTLY = 0.5;

  /// The share of what is needed that rarer words must make up.
  private static final double RARER = 0.5;

  /// Hashes of all words, ascending. A word's place here is its number.
  private final int[] vocabulary;

  private final float[] weights;
  private final CommonWords common;

  /// By word number: the items that hold it, ascending; of common words none.
  private final int[][] postings;

  /// By item: the common words that it holds.
  private final long[] commonOf;

  /// By item: the weight of its words.
  private final float[] totals;

  /// By item: whether it is compared with every text.
  private final boolean[] always;

  private final float unknown;

  /// @param items the distinct, ascending word hashes of each item
  SharedWords(List<int[]> items) {
    this.vocabulary = items.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    this.postings = holders(items);
    this.unknown = (float) Math.log(items.size() + 1.0);
    this.weights = new float[vocabulary.length];
    for (int word = 0; word < weights.length; word++) {
      weights[word] = (float) Math.log((items.size() + 1.0) / postings[word].length);
    }
    this.common = CommonWords.of(postings, items.size(), weights);
    this.commonOf = new long[items.size()];
    this.totals = new float[items.size()];
    this.always = new boolean[items.size()];
    for (int item = 0; item < totals.length; item++) {
      for (int hash : items.get(item)) {
        int word = number(hash);
        totals[item] += weights[word];
        commonOf[item] |= common.bit(word);
      }
      always[item] = common.weight(commonOf[item]) >= MOSTLY * totals[item];
    }
    Arrays.setAll(postings, word -> common.bit(word) == 0 ? postings[word] : new int[0]);
  }

  /// @param text distinct word hashes
  Shares of(int[] text) {
    float[] rarer = new float[totals.length];
    float total = 0;
    long set = 0;
    for (int hash : text) {
      int word = number(hash);
      if (word < 0) {
        total += unknown;
      } else {
        float weight = weights[word];
        total += weight;
        set |= common.bit(word);
        for (int item : postings[word]) {
          rarer[item] += weight;
        }
      }
    }
    return new Shares(total, set, rarer);
  }

  /// What a text shares with all items.
  final class Shares {
    /// Weight of the text's words.
    private final float total;

    /// The common words that the text holds.
    private final long set;

    /// By item: the weight of the rarer words that both hold.
    private final float[] rarer;

    private Shares(float total, long set, float[] rarer) {
      this.total = total;
      this.set = set;
      this.rarer = rarer;
    }

    /// The items of which the text holds the share `of` by weight, or with which it has the share
    /// `both` of the two weights in common, ascending. Of those with which it shares common words
    /// alone, only items that hold hardly any other.
    int[] candidates(double of, double both) {
      int[] found = new int[16];
      int count = 0;
      for (int item = 0; item < rarer.length; item++) {
        double needed = Math.min(of * totals[item], both / 2 * (totals[item] + total));
        boolean enough = rarer[item] >= RARER * needed && rarer[item] > 0;
        if ((enough || always[item]) && weight(item) >= needed) {
          found = count < found.length ? found : Arrays.copyOf(found, 2 * count);
          found[count++] = item;
        }
      }
      return Arrays.copyOf(found, count);
    }

    /// The items of which the text holds the share `of` by weight, ascending.
    int[] holding(double of) {
      return candidates(of, Double.POSITIVE_INFINITY);
    }

    /// The share of the item's words that the text holds.
    double of(int item) {
      return weight(item) / totals[item];
    }

    /// The share of the words of both that both hold.
    double both(int item) {
      return 2 * weight(item) / (totals[item] + total);
    }

    private float weight(int item) {
      return rarer[item] + common.weight(commonOf[item] & set);
    }
  }

  private int[][] holders(List<int[]> items) {
    int[] counts = new int[vocabulary.length];
    items.forEach(item -> Arrays.stream(item).forEach(hash -> counts[number(hash)]++));
    int[][] holders = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    for (int item = items.size() - 1; item >= 0; item--) {
      for (int hash : items.get(item)) {
        int word = number(hash);
        holders[word][--counts[word]] = item;
      }
    }
    return holders;
  }

  private int number(int hash) {
    return Arrays.binarySearch(vocabulary, hash);
  }
}
