package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the items that a text matches by [Rule.Rephrase].
///
/// Text and items are compared in all their [Views#questions]. Two views are looked at by their
/// letters where they share words that weigh enough, and by the sentence model where they also have
/// the numbers that the rule asks for; an exhaustive search asks the model about all pairs.
final class RephraseSearch implements ItemSearch {
  /// The share of an item's words by weight without which no text contains it, or is its copy.
  private static final double HELD = 0.5;

  /// The share of both texts' words by weight without which the model need not be asked. No part of
  /// what a match means: decision 7 has what it loses.
  private static final double SHARED = 0.30;

  /// The same for texts whose numbers do not agree: only vectors that are nearly the same can make
  /// them a match.
  private static final double SHARED_DESPITE_NUMBERS = 0.50;

  private final Rule.Rephrase rule;
  private final boolean exhaustive;
  private final List<Asked> asked;
  private final SharedWords words;
  private final AtomicReferenceArray<float @Nullable []> vectors;
  private final Embedder embedder;

  /// A view of an item.
  ///
  /// @param sense whether the sentence model compares it: not where options are left out, as many
  ///   sources ask what "a mammal" is, and only the options tell two such questions apart
  private record Asked(BenchmarkItem item, int place, String text, boolean sense) {}

  private record Found(int place, Match match) {}

  private RephraseSearch(
      Rule.Rephrase rule,
      boolean exhaustive,
      List<Asked> asked,
      SharedWords words,
      Embedder embedder) {
    this.rule = rule;
    this.exhaustive = exhaustive;
    this.asked = asked;
    this.words = words;
    this.vectors = new AtomicReferenceArray<>(asked.size());
    this.embedder = embedder;
  }

  static RephraseSearch open(
      List<BenchmarkItem> items, Rule.Rephrase rule, Comparison how, Consumer<String> notices) {
    List<Asked> asked = new ArrayList<>();
    List<int[]> words = new ArrayList<>();
    for (int place = 0; place < items.size(); place++) {
      String whole = items.get(place).text();
      boolean options = Views.hasOptions(whole);
      for (String view : Views.questions(whole)) {
        int[] its = Words.of(view);
        if (its.length > 0) {
          asked.add(new Asked(items.get(place), place, view, !options || view.equals(whole)));
          words.add(its);
        }
      }
    }
    return new RephraseSearch(
        rule, how.exhaustive(), asked, new SharedWords(words), how.model().open());
  }

  @Override
  public List<Match> matches(List<String> texts) {
    Map<Integer, Found> best = new HashMap<>();
    texts.stream()
        .flatMap(text -> Views.questions(text).stream())
        .distinct()
        .flatMap(view -> found(view).stream())
        .forEach(found -> best.merge(found.place(), found, RephraseSearch::better));
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble((Found found) -> -found.match().similarity())
                .thenComparingInt(Found::place))
        .map(Found::match)
        .toList();
  }

  @Override
  public void close() {
    embedder.close();
  }

  private static Found better(Found one, Found other) {
    return other.match().similarity() > one.match().similarity() ? other : one;
  }

  private List<Found> found(String view) {
    int[] its = Words.of(view);
    if (its.length == 0) {
      return List.of();
    }
    SharedWords.Shares shares = words.of(its);
    Wording wording = Wording.of(view);
    Vector vector = new Vector(view);
    List<Found> found = new ArrayList<>();
    candidates(shares)
        .forEach(
            item -> {
              Match match = match(item, shares, wording, vector);
              if (match != null) {
                found.add(new Found(asked.get(item).place(), match));
              }
            });
    return found;
  }

  private IntStream candidates(SharedWords.Shares shares) {
    return exhaustive ? IntStream.range(0, asked.size()) : shares.candidates(HELD, SHARED);
  }

  private @Nullable Match match(int item, SharedWords.Shares shares, Wording text, Vector vector) {
    BenchmarkItem its = asked.get(item).item();
    if (shares.of(item) >= HELD) {
      Evidence letters = Letters.evidence(text, wording(item));
      if (letters != null) {
        return new Match(its, vector.cosine(item), letters);
      }
    }
    if (!asked.get(item).sense() || !mayBeAlike(item, shares, text)) {
      return null;
    }
    double similarity = vector.cosine(item);
    Evidence sense =
        similarity >= rule.lowest() ? rule.evidence(text, wording(item), similarity) : null;
    return sense == null ? null : new Match(its, similarity, sense);
  }

  private boolean mayBeAlike(int item, SharedWords.Shares shares, Wording text) {
    double shared = shares.both(item);
    return exhaustive
        || shared >= SHARED_DESPITE_NUMBERS
        || (shared >= SHARED && text.numbers().agreeWith(wording(item).numbers()));
  }

  private Wording wording(int item) {
    return Wording.of(asked.get(item).text());
  }

  /// A text's vector, computed when first needed.
  private final class Vector {
    private final String text;
    private float @Nullable [] numbers;

    Vector(String text) {
      this.text = text;
    }

    double cosine(int item) {
      float[] own = numbers;
      if (own == null) {
        own = embedder.embed(text);
        numbers = own;
      }
      float[] its = vector(item);
      double sum = 0;
      for (int i = 0; i < its.length; i++) {
        sum += (double) own[i] * its[i];
      }
      return sum;
    }
  }

  /// Two threads may compute one vector at once: both get the same numbers.
  private float[] vector(int item) {
    float[] vector = vectors.get(item);
    if (vector == null) {
      vector = embedder.embed(asked.get(item).text());
      vectors.set(item, vector);
    }
    return vector;
  }
}
