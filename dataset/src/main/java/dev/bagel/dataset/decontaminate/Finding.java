package dev.bagel.dataset.decontaminate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a benchmark asks too.
///
/// @param text the turn or plain text in which it was found, whole
public record Finding(Match match, String text) {
  /// A text of more characters needs its [#part] to show why it matches.
  public static final int LONG = 2000;

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

  /// The text where it is short; else the part of it that matches.
  public String part() {
    return isLong() ? match.part() : text;
  }

  public boolean isLong() {
    return text.codePointCount(0, text.length()) > LONG;
  }

  /// To four digits.
  public double similarity() {
    return Math.round(match.similarity() * 1e4) / 1e4;
  }
}
