package dev.bagel.dataset.decontaminate;

import java.nio.file.Path;

/// Comparisons by the bundled model, for tests.
final class Comparisons {
  private Comparisons() {}

  static Comparison cascade(Rule rule, Path vectors) {
    return new Comparison(rule, SentenceModel.bundled(), vectors.toString(), false);
  }

  static Comparison exhaustive(Rule rule, Path vectors) {
    return new Comparison(rule, SentenceModel.bundled(), vectors.toString(), true);
  }
}
