package dev.bagel.torch.train;

import java.util.Locale;

/// What is learnt from.
public enum Method {
  /// Answers to imitate.
  SFT,
  /// Answers of which one is better than the other.
  DPO;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
