package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import java.time.Duration;

/// Bounds on running one call.
///
/// @param time until the result is whole
/// @param characters of the result
public record DispatchLimits(Duration time, int characters) {
  /// Thirty seconds, 100,000 characters.
  public static final DispatchLimits DEFAULTS = new DispatchLimits(Duration.ofSeconds(30), 100_000);

  public DispatchLimits {
    if (!time.isPositive() || characters < 1) {
      throw BagelException.user(
          "the limits of a call make no sense: %s, %d characters".formatted(time, characters));
    }
  }
}
