package dev.bagel.dataset.decontaminate;

import dev.bagel.dataset.decontaminate.AskedViews.View;
import dev.bagel.dataset.decontaminate.NearestItems.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds the items that a text matches by [Rule.Rephrase].
///
/// Text and items are compared in all their [Views#questions]. Two views are looked at by their
/// letters where the text holds words of the item that weigh enough, and by the sentence model
/// where it is promising ([Promise]); an exhaustive search asks the model about all pairs.
final class RephraseSearch implements ItemSearch {
  /// The share of an item's words by weight without which no text contains it, or is its copy.
  private static final double HELD = 0.5;

  private final Rule.Rephrase rule;
  private final boolean exhaustive;
  private final AskedViews views;
  private final SharedWords words;
  private final SenseVectors sense;
  private final Promise promise;

  private record Found(int place, Match match) {}

  private RephraseSearch(
      Rule.Rephrase rule,
      boolean exhaustive,
      AskedViews views,
      SenseVectors sense,
      Promise promise) {
    this.rule = rule;
    this.exhaustive = exhaustive;
    this.views = views;
    this.words = new SharedWords(views.texts().stream().map(Words::of).toList());
    this.sense = sense;
    this.promise = promise;
  }

  static RephraseSearch open(
      List<BenchmarkItem> items, Rule.Rephrase rule, Comparison how, Consumer<String> notices) {
    AskedViews views = AskedViews.of(items);
    SenseVectors sense = SenseVectors.open(views.texts(), how, notices);
    try {
      Promise promise = Promise.open(views, sense, how, notices);
      return new RephraseSearch(rule, how.exhaustive(), views, sense, promise);
    } catch (RuntimeException e) {
      sense.close();
      throw e;
    }
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
    try {
      promise.close();
    } finally {
      sense.close();
    }
  }

  private static Found better(Found one, Found other) {
    return other.match().similarity() > one.match().similarity() ? other : one;
  }

  private List<Found> found(String view) {
    int[] its = Words.of(view);
    return its.length == 0 ? List.of() : new Cascade(view, its).found();
  }

  /// One view of a text, on its way through the cascade.
  private final class Cascade {
    private final SharedWords.Shares shares;
    private final Wording wording;
    private final SenseVectors.Vector vector;
    private final Promise.Text promising;
    private final List<Found> found = new ArrayList<>();

    Cascade(String text, int[] its) {
      this.shares = words.of(its);
      this.wording = Wording.of(text);
      this.vector = sense.of(text);
      this.promising = promise.new Text(text, shares, wording);
    }

    List<Found> found() {
      if (exhaustive) {
        IntStream.of(shares.candidates(HELD, Promise.SHARED)).forEach(this::byLetters);
        for (Neighbour neighbour : vector.alike(rule.lowest())) {
          bySense(neighbour.item(), neighbour.similarity());
        }
      } else {
        for (int item : shares.candidates(HELD, Promise.SHARED)) {
          if (!byLetters(item) && views.get(item).sense() && promising.mayBe(item)) {
            bySense(item, vector.cosine(item));
          }
        }
      }
      return found;
    }

    private boolean byLetters(int item) {
      Evidence letters =
          shares.of(item) >= HELD ? Letters.evidence(wording, views.wording(item)) : null;
      return add(item, letters, letters == null ? 0 : vector.cosine(item));
    }

    private void bySense(int item, double similarity) {
      if (views.get(item).sense() && similarity >= rule.lowest()) {
        add(item, rule.evidence(wording, views.wording(item), similarity), similarity);
      }
    }

    private boolean add(int item, @Nullable Evidence evidence, double similarity) {
      if (evidence == null) {
        return false;
      }
      View view = views.get(item);
      return found.add(new Found(view.place(), new Match(view.item(), similarity, evidence)));
    }
  }
}
