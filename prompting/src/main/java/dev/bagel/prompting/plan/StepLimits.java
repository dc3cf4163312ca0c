package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import java.time.Duration;

/// Bounds on one step of a plan.
///
/// @param time from the first call of the tool to the end, with all tries and the waits between
/// @param tries calls of the tool at most; only where it says that asking again may help
/// @param backoff the wait before the second try, doubled before each further one
/// @param inputCharacters of the input with the evidence put in; more is a failed step
/// @param evidenceCharacters that are kept of what the tool gives
/// @param oversize what becomes of more than that
public record StepLimits(
    Duration time,
    int tries,
    Duration backoff,
    int inputCharacters,
    int evidenceCharacters,
    Oversize oversize) {

  /// What becomes of evidence that is too long.
  public enum Oversize {
    /// The beginning is kept, and a line says how much is missing.
    CUT,
    /// The step has failed.
    FAIL
  }

  /// One minute, three tries a second apart at first, 200,000 characters in, 20,000 out, cut.
  public static final StepLimits DEFAULTS =
      new StepLimits(
          Duration.ofMinutes(1), 3, Duration.ofSeconds(1), 200_000, 20_000, Oversize.CUT);

  public StepLimits {
    if (!time.isPositive()
        || time.toDays() > 365
        || backoff.toDays() > 365
        || tries < 1
        || backoff.isNegative()
        || inputCharacters < 1
        || evidenceCharacters < 1) {
      throw BagelException.user(
          "the limits of a step must be above zero, and no time longer than a year");
    }
  }

  public StepLimits withTime(Duration other) {
    return new StepLimits(other, tries, backoff, inputCharacters, evidenceCharacters, oversize);
  }

  public StepLimits withTries(int other) {
    return new StepLimits(time, other, backoff, inputCharacters, evidenceCharacters, oversize);
  }

  public StepLimits withEvidence(int characters, Oversize other) {
    return new StepLimits(time, tries, backoff, inputCharacters, characters, other);
  }
}
