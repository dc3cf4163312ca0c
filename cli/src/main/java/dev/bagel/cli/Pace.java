package dev.bagel.cli;

import java.time.Duration;
import java.util.Locale;

/// How fast something goes, and how long it will still take.
final class Pace {
  private final long total;
  private long start = System.nanoTime();
  private boolean begun;

  /// @param total how much there is in all
  Pace(long total) {
    this.total = total;
  }

  long total() {
    return total;
  }

  /// The clock starts when something has begun; until then each call sets it anew.
  void begun(boolean now) {
    if (!begun) {
      begun = now;
      start = System.nanoTime();
    }
  }

  /// `34 %, 1,200 rows, 5,000 rows/s, 12 s left`.
  ///
  /// @param done of the total
  /// @param count what to show, in `unit`
  String describe(long done, long count, String unit) {
    double seconds = seconds();
    double share = total == 0 ? 1 : Math.min(1, (double) done / total);
    String left = share > 0 ? ", " + time(seconds / share - seconds) + " left" : "";
    return String.format(
        Locale.ROOT, "%.0f %%, %s%s", share * 100, rate(count, unit, seconds), left);
  }

  /// `1,200 rows, 5,000 rows/s, in 3 s`.
  String summary(long count, String unit) {
    return rate(count, unit, seconds()) + ", in " + time(seconds());
  }

  private double seconds() {
    return Math.max(1e-3, (System.nanoTime() - start) / 1e9);
  }

  private static String rate(long count, String unit, double seconds) {
    return String.format(Locale.ROOT, "%,d %s, %,.0f %s/s", count, unit, count / seconds, unit);
  }

  private static String time(double seconds) {
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    return duration.toMinutes() == 0
        ? duration.toSeconds() + " s"
        : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
