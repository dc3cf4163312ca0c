package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  private final SenseVectors sense;
  private final boolean exhaustive;

  private record Entry(BenchmarkItem item, int place, int length) {}

  private record Found(Entry entry, double similarity, String text) implements Comparable<Found> {
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
      SenseVectors sense,
      boolean exhaustive) {
    this.rule = rule;
    this.entries = entries;
    this.filter = filter;
    this.sense = sense;
    this.exhaustive = exhaustive;
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
    List<String> texts = entries.stream().map(entry -> entry.item().text()).toList();
    SenseVectors sense = SenseVectors.open(texts, how, notices);
    return new StrictSearch(rule, entries, filter, sense, how.exhaustive());
  }

  @Override
  public List<Match> matches(List<String> texts) {
    return texts.stream()
        .flatMap(this::found)
        .sorted()
        .map(
            found ->
                new Match(found.entry().item(), found.similarity(), Evidence.CLOSE, found.text()))
        .toList();
  }

  private Stream<Found> found(String text) {
    return exhaustive ? amongAll(text) : among(candidates(text), text);
  }

  private Stream<Found> among(int[] candidates, String text) {
    SenseVectors.Vector vector = sense.of(text);
    return Arrays.stream(candidates)
        .mapToObj(item -> new Found(entries.get(item), vector.cosine(item), text))
        .filter(found -> found.similarity() >= rule.cosine());
  }

  private Stream<Found> amongAll(String text) {
    Range fitting = fitting(text);
    if (fitting.isEmpty() || Words.of(text).length == 0) {
      return Stream.empty();
    }
    return sense.of(text).alike(rule.cosine()).stream()
        .filter(near -> fitting.holds(near.item()))
        .map(near -> new Found(entries.get(near.item()), near.similarity(), text));
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
    sense.close();
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

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
