package dev.bagel.dataset.decontaminate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How much of their words a text and each of many items share: an inverted index.
///
/// A word weighs log((items + 1) / items that hold it), as in [LexicalFilter]; one that no item
/// holds weighs as one that a single item holds. Immutable; for any number of threads at once.
final class SharedWords {
  /// Hashes of all words, ascending. A word's place here is its number.
  private final int[] vocabulary;

  private final float[] weights;

  /// By word number: the items that hold it, ascending.
  private final int[][] postings;

  /// By item: the weight of its words.
  private final float[] totals;

  private final float unknown;

  /// @param items the distinct, ascending word hashes of each item
  SharedWords(List<int[]> items) {
    this.vocabulary = items.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    this.postings = postings(items);
    this.unknown = (float) Math.log(items.size() + 1.0);
    this.weights = new float[vocabulary.length];
    for (int word = 0; word < weights.length; word++) {
      weights[word] = (float) Math.log((items.size() + 1.0) / postings[word].length);
    }
    this.totals = new float[items.size()];
    for (int item = 0; item < totals.length; item++) {
      for (int hash : items.get(item)) {
        totals[item] += weights[number(hash)];
      }
    }
  }

  /// @param text distinct word hashes
  Shares of(int[] text) {
    float[] shared = new float[totals.length];
    float total = 0;
    for (int hash : text) {
      int word = number(hash);
      if (word < 0) {
        total += unknown;
      } else {
        float weight = weights[word];
        total += weight;
        for (int item : postings[word]) {
          shared[item] += weight;
        }
      }
    }
    return new Shares(total, shared);
  }

  /// What a text shares with all items.
  final class Shares {
    /// Weight of the text's words.
    private final float total;

    /// By item: the weight of the words that both hold.
    private final float[] shared;

    private Shares(float total, float[] shared) {
      this.total = total;
      this.shared = shared;
    }

    /// The items of which the text holds the share `of` by weight, or with which it has the share
    /// `both` of the two weights in common, ascending.
    IntStream candidates(double of, double both) {
      return IntStream.range(0, shared.length)
          .filter(item -> shared[item] > 0 && (of(item) >= of || both(item) >= both));
    }

    /// The share of the item's words that the text holds.
    double of(int item) {
      return shared[item] / totals[item];
    }

    /// The share of the words of both that both hold.
    double both(int item) {
      return 2 * shared[item] / (totals[item] + total);
    }
  }

  private int[][] postings(List<int[]> items) {
    int[] counts = new int[vocabulary.length];
    items.forEach(item -> Arrays.stream(item).forEach(hash -> counts[number(hash)]++));
    int[][] postings = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    for (int item = items.size() - 1; item >= 0; item--) {
      for (int hash : items.get(item)) {
        int word = number(hash);
        postings[word][--counts[word]] = item;
      }
    }
    return postings;
  }

  private int number(int hash) {
    return Arrays.binarySearch(vocabulary, hash);
  }
}
