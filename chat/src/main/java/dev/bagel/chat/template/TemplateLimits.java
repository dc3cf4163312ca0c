package dev.bagel.chat.template;

import dev.bagel.BagelException;

/// Bounds on one rendering, so that a hostile template ends with an error and not with the machine.
/// The defaults are far beyond what a conversation needs and end a hostile template in about a
/// second.
///
/// @param steps statements, iterations and calls; going through a value or making one costs a step
///   for about sixteen characters, so that this bounds memory as well
/// @param characters in the text, and in any value on the way
public record TemplateLimits(long steps, int characters) {
  /// Eight million steps, 64 Mi characters.
  public static final TemplateLimits DEFAULTS = new TemplateLimits(8_000_000, 1 << 26);

  public TemplateLimits {
    if (steps < 1 || characters < 1) {
      throw BagelException.user(
          "the limits of a template are at least 1, not %d steps and %d characters"
              .formatted(steps, characters));
    }
  }
}
