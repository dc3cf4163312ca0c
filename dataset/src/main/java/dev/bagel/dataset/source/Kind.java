package dev.bagel.dataset.source;

import java.util.Locale;

/// What a source's rows become.
public enum Kind {
  CONVERSATION,
  PREFERENCE,
  TEXT;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
