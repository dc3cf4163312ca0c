package dev.bagel.prompting.summary;

import java.time.Duration;
import java.util.List;

/// What is waited before a question is put again that a model took no more of for now (429).
///
/// @param waits one before each further try, in order; none for no further try
/// @param pause [Pause#SYSTEM] but in tests
public record Backoff(List<Duration> waits, Pause pause) {

  /// Two seconds, then eight.
  public static final Backoff DEFAULTS =
      new Backoff(List.of(Duration.ofSeconds(2), Duration.ofSeconds(8)), Pause.SYSTEM);

  public Backoff {
    waits = List.copyOf(waits);
  }

  /// How time goes by.
  @FunctionalInterface
  public interface Pause {
    /// The machine's.
    Pause SYSTEM = Thread::sleep;

    /// Comes back after `time`.
    void of(Duration time) throws InterruptedException;
  }
}
