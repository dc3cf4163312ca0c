package dev.bagel.dataset.sample;

import java.util.Locale;

/// The steps of a build that can drop a candidate, in their order.
public enum Step {
  READ,
  SOURCE,
  TAKE,
  DEDUPE,
  DECONTAMINATE;

  /// As it stands in files.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
