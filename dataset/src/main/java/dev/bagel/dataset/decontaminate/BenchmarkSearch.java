package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the benchmark item that a text matches by a [Rule].
///
/// Items are first looked up by what they share with a text in letters; the sentence model then
/// decides about the few that are left. A search may also be exhaustive: then the model compares
/// each text with every item. Texts and items that show no character at all (empty, white space,
/// control characters) match nothing.
///
/// What is found depends on the text and the items alone. May be used by any number of threads at
/// once; they share the model and the items' vectors (1.5 kB each), which are computed when first
/// needed, and kept in a folder when it is closed. Close it when no thread uses it any more.
public final class BenchmarkSearch implements AutoCloseable {
  private final ItemSearch search;

  private BenchmarkSearch(ItemSearch search) {
    this.search = search;
  }

  /// Indexes the items, in a few seconds for 30,000, and loads the sentence model. An exhaustive
  /// search also computes the vectors of all items that are not kept: minutes.
  ///
  /// @param items where several match a text equally well, the first is found
  /// @throws BagelException when the sentence model cannot be loaded, or gives an item no vector
  public static BenchmarkSearch open(List<BenchmarkItem> items, Comparison how) {
    return open(items, how, _ -> {});
  }

  /// As [#open(List, Comparison)].
  ///
  /// @param notices told of work that takes long, and of kept vectors that are no good
  public static BenchmarkSearch open(
      List<BenchmarkItem> items, Comparison how, Consumer<String> notices) {
    return new BenchmarkSearch(
        switch (how.rule()) {
          case Rule.Strict strict -> StrictSearch.open(items, strict, how, notices);
          case Rule.Rephrase rephrase -> RephraseSearch.open(items, rephrase, how, notices);
        });
  }

  /// The most similar of the items that the text matches, or null.
  public @Nullable Match nearest(String text) {
    return nearest(List.of(text));
  }

  /// The most similar of the items that any of the texts matches, or null.
  public @Nullable Match nearest(List<String> texts) {
    List<Match> matches = search.matches(texts);
    return matches.isEmpty() ? null : matches.getFirst();
  }

  /// Every item that the text matches, the most similar first.
  public List<Match> matches(String text) {
    return search.matches(List.of(text));
  }

  @Override
  public void close() {
    search.close();
  }
}
