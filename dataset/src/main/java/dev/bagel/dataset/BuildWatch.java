package dev.bagel.dataset;

import dev.bagel.dataset.engine.Counters;

/// Someone who watches a build: told when a stage begins, and free to look at the counters at any
/// time.
///
/// What is counted of a source is in [dev.bagel.dataset.source.SourceCounts]; the counter `written`
/// holds the candidates that are settled and written.
public interface BuildWatch {
  /// Reading begins.
  void begin(BuildPlan plan, Counters counters);

  /// Reading has ended; so many candidates are now settled, checked and written.
  void settling(long candidates);

  /// Watches nothing.
  BuildWatch NONE =
      new BuildWatch() {
        @Override
        public void begin(BuildPlan plan, Counters counters) {}

        @Override
        public void settling(long candidates) {}
      };
}
