package dev.bagel.dataset.decontaminate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the items that share enough rare words with a text to be worth the sentence model's time.
///
/// A word weighs log((items + 1) / items that hold it). An item is a candidate when the text holds
/// words that make up the given share of its weight. An inverted index, read word by word.
///
/// A share of 0.5 leaves room: of 860 pairs of a public benchmark's item and a copy with misspelt
/// or inflected words that the model called the same by the strict rule, the least alike shared
/// 0.74. Immutable; for any number of threads at once.
final class LexicalFilter {
  /// Hashes of all words, ascending. A word's place here is its number.
  private final int[] vocabulary;

  /// By word number.
  private final double[] weights;

  /// By word number: the items that hold it, ascending.
  private final int[][] postings;

  /// By item: the weight that a text must share with it.
  private final double[] needed;

  /// @param items the distinct, ascending word hashes of each item, none without words
  LexicalFilter(List<int[]> items, double overlap) {
    this.vocabulary = items.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    this.postings = postings(items);
    this.weights =
        Arrays.stream(postings)
            .mapToDouble(holders -> Math.log((items.size() + 1.0) / holders.length))
            .toArray();
    this.needed = items.stream().mapToDouble(item -> overlap * weight(item)).toArray();
  }

  /// The items from `from` to before `to` that share enough of their weight with a text of these
  /// word hashes, ascending.
  int[] candidates(int[] text, int from, int to) {
    double[] shared = new double[to - from];
    for (int hash : text) {
      int word = Arrays.binarySearch(vocabulary, hash);
      if (word >= 0) {
        int[] holders = postings[word];
        for (int i = first(holders, from); i < holders.length && holders[i] < to; i++) {
          shared[holders[i] - from] += weights[word];
        }
      }
    }
    return IntStream.range(from, to).filter(item -> shared[item - from] >= needed[item]).toArray();
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

  private double weight(int[] hashes) {
    return Arrays.stream(hashes).mapToDouble(hash -> weights[number(hash)]).sum();
  }

  private int number(int hash) {
    return Arrays.binarySearch(vocabulary, hash);
  }

  private static int first(int[] ascending, int least) {
    int place = Arrays.binarySearch(ascending, least);
    return place >= 0 ? place : -place - 1;
  }
}
