package dev.bagel.cli;

import java.util.Locale;

/// Times of a run, for people.
final class PlanTime {
  private PlanTime() {}

  /// Of something that is over.
  static String exact(long nanos) {
    if (nanos < 99_500_000L) {
      return Math.round(nanos / 1e6) + " ms";
    }
    return nanos < 59_950_000_000L
        ? String.format(Locale.ROOT, "%.1f s", nanos / 1e9)
        : running(nanos);
  }

  /// Of something that goes on: whole seconds, so that it does not flicker.
  static String running(long nanos) {
    long seconds = nanos / 1_000_000_000L;
    return seconds < 60 ? seconds + " s" : "%d:%02d m".formatted(seconds / 60, seconds % 60);
  }
}
