package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the items that a text matches by [Rule.Strict].
///
/// Items of a fitting length are first looked up by their words; the sentence model then decides
/// about the few that are left, so that a text which shares no words with a benchmark costs
/// microseconds. A search may also be exhaustive: then the model compares each text with every item
/// of a fitting length.
final class StrictSearch implements ItemSearch {
  private final Rule.Strict rule;
  private final boolean exhaustive;

  /// By length, those of one length in the order given.
  private final List<Entry> entries;

  private final LexicalFilter filter;
  private final AtomicReferenceArray<float @Nullable []> vectors;
  private final Embedder embedder;

  private record Entry(BenchmarkItem item, int place, int length) {}

  private record Found(Entry entry, double distance) implements Comparable<Found> {
    @Override
    public int compareTo(Found other) {
      int byDistance = Double.compare(distance, other.distance);
      return byDistance != 0 ? byDistance : Integer.compare(entry.place(), other.entry.place());
    }
  }

  private StrictSearch(
      Rule.Strict rule,
      boolean exhaustive,
      List<Entry> entries,
      LexicalFilter filter,
      Embedder embedder) {
    this.rule = rule;
    this.exhaustive = exhaustive;
    this.entries = entries;
    this.filter = filter;
    this.vectors = new AtomicReferenceArray<>(entries.size());
    this.embedder = embedder;
  }

  static StrictSearch open(
      List<BenchmarkItem> items, Rule.Strict rule, Comparison how, Consumer<String> notices) {
    List<Entry> entries = new ArrayList<>();
    List<int[]> words = new ArrayList<>();
    IntStream.range(0, items.size())
        .mapToObj(place -> new Entry(items.get(place), place, length(items.get(place).text())))
        .sorted(Comparator.comparingInt(Entry::length))
        .forEach(
            entry -> {
              int[] its = Words.of(entry.item().text());
              if (its.length > 0) {
                entries.add(entry);
                words.add(its);
              }
            });
    LexicalFilter filter = new LexicalFilter(words, rule.overlap());
    return new StrictSearch(rule, how.exhaustive(), entries, filter, how.model().open());
  }

  @Override
  public List<Match> matches(List<String> texts) {
    return texts.stream()
        .flatMap(text -> matches(text).stream())
        .sorted()
        .map(found -> new Match(found.entry().item(), 1 - found.distance() / 2, Evidence.CLOSE))
        .toList();
  }

  private List<Found> matches(String text) {
    int[] candidates = candidates(text);
    if (candidates.length == 0) {
      return List.of();
    }
    float[] vector = embedder.embed(text);
    return Arrays.stream(candidates)
        .mapToObj(item -> new Found(entries.get(item), squaredDistance(vector, vector(item))))
        .filter(found -> rule.allowsDistance(found.distance()))
        .toList();
  }

  /// Places in `entries` that the model must look at.
  int[] candidates(String text) {
    int length = length(text);
    int from = first(item -> item >= length || rule.allowsLengths(length, item));
    int to = first(item -> item > length && !rule.allowsLengths(length, item));
    if (from >= to) {
      return new int[0];
    }
    int[] words = Words.of(text);
    if (exhaustive) {
      return words.length == 0 ? words : IntStream.range(from, to).toArray();
    }
    return filter.candidates(words, from, to);
  }

  @Override
  public void close() {
    embedder.close();
  }

  /// The first entry whose length answers yes, where all longer ones do too.
  private int first(IntPredicate length) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (length.test(entries.get(middle).length())) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /// Two threads may compute one vector at once: both get the same numbers.
  private float[] vector(int entry) {
    float[] vector = vectors.get(entry);
    if (vector == null) {
      vector = embedder.embed(entries.get(entry).item().text());
      vectors.set(entry, vector);
    }
    return vector;
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
