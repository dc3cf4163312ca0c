package dev.bagel.torch.train;

import java.util.Locale;

/// How the learning rate goes over a run: up on a line during warm-up, then as its shape says.
///
/// @param warmup steps on the way up
/// @param steps of the whole run
record Schedule(Shape shape, long warmup, long steps) {
  /// After warm-up.
  enum Shape {
    /// Stays.
    CONSTANT,
    /// Down to 0 on a line.
    LINEAR,
    /// Down to 0 on half a wave (arXiv 1608.03983).
    COSINE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What the highest rate is multiplied by in a step. No step has a rate of 0: the first of `n` on
  /// the way up has `1/n`, and the last of all one step's part of the way down.
  ///
  /// @param step from 1
  double factor(long step) {
    if (step <= warmup) {
      return (double) step / warmup;
    }
    double done = (double) (step - 1 - warmup) / Math.max(1, steps - warmup);
    return switch (shape) {
      case CONSTANT -> 1;
      case LINEAR -> Math.max(0, 1 - done);
      case COSINE -> (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    };
  }
}
