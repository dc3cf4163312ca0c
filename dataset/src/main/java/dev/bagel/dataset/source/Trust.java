package dev.bagel.dataset.source;

import java.util.Locale;

/// How much a source's copy of a sample is believed when several have one.
public enum Trust {
  LOW(1),
  MEDIUM(2),
  HIGH(3);

  private final int level;

  Trust(int level) {
    this.level = level;
  }

  public int level() {
    return level;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
