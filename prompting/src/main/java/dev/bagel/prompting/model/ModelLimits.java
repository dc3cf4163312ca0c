package dev.bagel.prompting.model;

import dev.bagel.BagelException;
import java.time.Duration;

/// Bounds on one question to a language model.
///
/// @param time until the answer is whole
/// @param characters of the answer
/// @param temperature 0 for the likeliest text, see the provider's documentation for more
public record ModelLimits(Duration time, int characters, double temperature) {
  /// Two minutes, 200,000 characters, temperature 0.
  public static final ModelLimits DEFAULTS = new ModelLimits(Duration.ofMinutes(2), 200_000, 0);

  public ModelLimits {
    if (!time.isPositive()
        || characters < 1
        || !(temperature >= 0 && temperature <= Double.MAX_VALUE)) {
      throw BagelException.user(
          "the limits of a question to a model make no sense: %s, %d characters, temperature %s"
              .formatted(time, characters, temperature));
    }
  }

  public ModelLimits withTime(Duration other) {
    return new ModelLimits(other, characters, temperature);
  }

  public ModelLimits withTemperature(double other) {
    return new ModelLimits(time, characters, other);
  }
}
