package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the items that a text matches by [Rule.Strict].
///
/// Items of a fitting length are first looked up by their words; the sentence model then decides
/// about the few that are left, so that a text which shares no words with a benchmark costs
/// microseconds. A search may also be exhaustive: then every text goes through the model and is
/// compared with every item. Both compare the same vectors by the same [InnerProduct].
final class StrictSearch implements ItemSearch {
  private final Rule.Strict rule;

  /// By length, those of one length in the order given.
  private final List<Entry> entries;

  private final LexicalFilter filter;

  /// Computed when first needed.
  private final AtomicReferenceArray<float @Nullable []> vectors;

  /// All vectors, for an exhaustive search; else null.
  private final @Nullable NearestItems nearest;

  private final Embedder embedder;

  private record Entry(BenchmarkItem item, int place, int length) {}

  private record Found(Entry entry, double similarity) implements Comparable<Found> {
    @Override
    public int compareTo(Found other) {
      int bySimilarity = Double.compare(other.similarity, similarity);
      return bySimilarity != 0 ? bySimilarity : Integer.compare(entry.place(), other.entry.place());
    }
  }

  /// Places in `entries` from the first to before the second.
  private record Range(int from, int to) {
    boolean isEmpty() {
      return from >= to;
    }

    boolean holds(int place) {
      return from <= place && place < to;
    }
  }

  private StrictSearch(
      Rule.Strict rule,
      List<Entry> entries,
      LexicalFilter filter,
      @Nullable NearestItems nearest,
      Embedder embedder) {
    this.rule = rule;
    this.entries = entries;
    this.filter = filter;
    this.vectors = new AtomicReferenceArray<>(entries.size());
    this.nearest = nearest;
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
    NearestItems nearest = how.exhaustive() ? all(entries, how, notices) : null;
    return new StrictSearch(rule, entries, filter, nearest, how.model().open());
  }

  private static NearestItems all(List<Entry> entries, Comparison how, Consumer<String> notices) {
    List<String> texts = entries.stream().map(entry -> entry.item().text()).toList();
    return NearestItems.of(ItemVectors.of(how.model(), texts, how.folder(), notices));
  }

  @Override
  public List<Match> matches(List<String> texts) {
    return texts.stream()
        .flatMap(this::found)
        .sorted()
        .map(found -> new Match(found.entry().item(), found.similarity(), Evidence.CLOSE))
        .toList();
  }

  private Stream<Found> found(String text) {
    NearestItems all = nearest;
    return all == null ? among(candidates(text), text) : among(all, text);
  }

  private Stream<Found> among(int[] candidates, String text) {
    if (candidates.length == 0) {
      return Stream.empty();
    }
    float[] vector = embedder.embed(text);
    return Arrays.stream(candidates)
        .mapToObj(item -> new Found(entries.get(item), InnerProduct.of(vector, vector(item))))
        .filter(found -> found.similarity() >= rule.cosine());
  }

  private Stream<Found> among(NearestItems all, String text) {
    Range fitting = fitting(text);
    if (fitting.isEmpty() || Words.of(text).length == 0) {
      return Stream.empty();
    }
    float[][] query = {embedder.embed(text)};
    return all.atLeast(query, rule.cosine()).getFirst().stream()
        .filter(near -> fitting.holds(near.item()))
        .map(near -> new Found(entries.get(near.item()), near.similarity()));
  }

  /// Places in `entries` that the model must look at, unless the search is exhaustive.
  int[] candidates(String text) {
    Range fitting = fitting(text);
    return fitting.isEmpty()
        ? new int[0]
        : filter.candidates(Words.of(text), fitting.from(), fitting.to());
  }

  /// Those of a length that the rule allows.
  private Range fitting(String text) {
    int length = length(text);
    return new Range(
        first(item -> item >= length || rule.allowsLengths(length, item)),
        first(item -> item > length && !rule.allowsLengths(length, item)));
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

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
