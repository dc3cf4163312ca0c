package dev.bagel.dataset.decontaminate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a benchmark asks too.
///
/// @param text the turn or plain text in which it was found, whole
/// @param window the part of plain text that matches; the text itself where that does
public record Finding(Match match, String text, String window) {

  /// The most similar item of all passages, or null. Of equally similar ones that of the first
  /// passage.
  static @Nullable Finding in(List<Passage> passages, BenchmarkSearch search) {
    Finding best = null;
    for (Passage passage : passages) {
      Finding found = passage.nearest(search);
      if (found != null
          && (best == null || found.match().similarity() > best.match().similarity())) {
        best = found;
      }
    }
    return best;
  }

  /// To four digits.
  public double similarity() {
    return Math.round(match.similarity() * 1e4) / 1e4;
  }
}
