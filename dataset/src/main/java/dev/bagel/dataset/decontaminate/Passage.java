package dev.bagel.dataset.decontaminate;

import org.jspecify.annotations.Nullable;

/// A text that is compared with benchmarks: a turn, or text without turns.
///
/// A turn is compared as [Views] says. Plain text is too, and a long one also in windows, as
/// [TextWindows] says: it may hold an item anywhere.
///
/// @param plain whether it is no turn
record Passage(String text, boolean plain) {
  static Passage turn(String text) {
    return new Passage(text, false);
  }

  static Passage plain(String text) {
    return new Passage(text, true);
  }

  /// The most similar item that it matches, or null. Of equally similar ones that of the whole
  /// text, else of the first window.
  @Nullable Finding nearest(BenchmarkSearch search) {
    Match whole = search.nearest(Views.of(text));
    Finding best = whole == null ? null : new Finding(whole, text);
    if (plain) {
      for (String window : TextWindows.of(text)) {
        Match match = search.nearest(window);
        if (match != null && (best == null || match.similarity() > best.match().similarity())) {
          best = new Finding(match, text);
        }
      }
    }
    return best;
  }
}
