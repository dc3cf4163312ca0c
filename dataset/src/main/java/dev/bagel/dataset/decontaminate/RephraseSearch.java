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
/// where that may help ([QuickLook]); an exhaustive search asks the model about all pairs.
final class RephraseSearch implements ItemSearch {
  /// The share of an item's words by weight without which no text is its copy.
  private static final double COPIED = 0.50;

  /// The same for a text that contains it.
  private static final double HELD = 0.65;

  /// How many times as long as an item the parts of a text are that may contain it.
  private static final int[] PARTS = {2, 4};

  private final Rule.Rephrase rule;
  private final boolean exhaustive;
  private final AskedViews views;
  private final SharedWords words;
  private final SenseVectors sense;
  private final QuickLook quick;

  private record Found(int place, Match match) {}

  private RephraseSearch(
      Rule.Rephrase rule,
      boolean exhaustive,
      AskedViews views,
      SenseVectors sense,
      QuickLook quick) {
    this.rule = rule;
    this.exhaustive = exhaustive;
    this.views = views;
    this.words = new SharedWords(views.texts().stream().map(Words::of).toList());
    this.sense = sense;
    this.quick = quick;
  }

  static RephraseSearch open(
      List<BenchmarkItem> items, Rule.Rephrase rule, Comparison how, Consumer<String> notices) {
    AskedViews views = AskedViews.of(items);
    SenseVectors sense = SenseVectors.open(views.texts(), how, notices);
    try {
      QuickLook quick = QuickLook.open(views, sense, how, notices);
      return new RephraseSearch(rule, how.exhaustive(), views, sense, quick);
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
      quick.close();
    } finally {
      sense.close();
    }
  }

  private static Found better(Found one, Found other) {
    return other.match().similarity() > one.match().similarity() ? other : one;
  }

  private List<Found> found(String view) {
    List<Found> found = new ArrayList<>();
    for (Stretch stretch : Stretch.of(view)) {
      int[] its = Words.of(stretch.text());
      if (its.length > 0) {
        new Cascade(stretch, its, found).run();
      }
    }
    return found;
  }

  /// One view of a text, or a stretch of it, on its way through the cascade.
  private final class Cascade {
    private final Stretch stretch;
    private final SharedWords.Shares shares;
    private final Wording wording;
    private final SenseVectors.Vector vector;
    private final List<Found> found;

    Cascade(Stretch stretch, int[] its, List<Found> found) {
      this.stretch = stretch;
      this.shares = words.of(its);
      this.wording = Wording.of(stretch.text());
      this.vector = sense.of(stretch.text());
      this.found = found;
    }

    void run() {
      if (!stretch.isWhole()) {
        IntStream.of(shares.holding(HELD)).forEach(this::byLetters);
      } else if (exhaustive) {
        IntStream.of(shares.holding(COPIED)).forEach(this::byLetters);
        for (Neighbour neighbour : vector.alike(rule.lowest())) {
          bySense(neighbour.item(), neighbour.similarity());
        }
      } else {
        QuickLook.Text look = quick.new Text(stretch.text(), shares, wording);
        for (int item : shares.candidates(COPIED, QuickLook.SHARED)) {
          if (!byLetters(item) && views.get(item).sense() && look.mayBeAlike(item)) {
            bySense(item, vector.cosine(item));
          }
        }
      }
    }

    private boolean byLetters(int item) {
      double held = shares.of(item);
      if (stretch.isWhole() && held >= COPIED && Letters.isCopy(wording, views.wording(item))) {
        return add(item, Evidence.COPY, vector.cosine(item), stretch.text());
      }
      String part = held >= HELD ? containing(item) : null;
      return part != null && add(item, Evidence.CONTAINED, vector.cosine(item), part);
    }

    /// The first part that contains the item, the shortest of [#PARTS] if possible, or null. In a
    /// whole page the words of a short question stand by chance, from its first line to its last.
    private @Nullable String containing(int item) {
      int length = views.get(item).text().length();
      Wording its = views.wording(item);
      if (!stretch.seeks(length) || !Letters.contains(wording, its)) {
        return null;
      }
      return IntStream.of(PARTS)
          .boxed()
          .flatMap(times -> Stretch.parts(stretch.text(), times * length).stream())
          .filter(part -> Letters.contains(Wording.of(part), its))
          .findFirst()
          .orElse(null);
    }

    private void bySense(int item, double similarity) {
      if (views.get(item).sense() && similarity >= rule.lowest()) {
        Evidence evidence = rule.evidence(wording, views.wording(item), similarity);
        if (evidence != null) {
          add(item, evidence, similarity, stretch.text());
        }
      }
    }

    private boolean add(int item, Evidence evidence, double similarity, String part) {
      View view = views.get(item);
      return found.add(new Found(view.place(), new Match(view.item(), similarity, evidence, part)));
    }
  }
}
