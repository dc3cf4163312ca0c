package dev.bagel.prompting;

import java.time.Duration;

/// Times as messages name them.
public final class TimeSpan {
  private TimeSpan() {}

  /// As `120 s`; as `1500 ms` where it is no whole number of seconds.
  public static String text(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
