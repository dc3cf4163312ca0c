package dev.bagel.dataset.sample;

import java.util.Locale;

/// The steps of a build that can drop something, in their order: candidates, and in the last one
/// rows.
public enum Step {
  READ,
  SOURCE,
  TAKE,
  DEDUPE,
  DECONTAMINATE,
  FORMAT;

  /// As it stands in files.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
