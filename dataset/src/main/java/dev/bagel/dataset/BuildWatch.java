package dev.bagel.dataset;

import dev.bagel.dataset.engine.Counters;

/// Someone who watches a build: told when a stage begins, and free to look at the counters at any
/// time.
///
/// Counters: `rows SOURCE`, `candidates SOURCE`, `bytes SOURCE` (of its files, as far as they are
/// read: all of them when the last file is finished), and `written` (candidates that are settled
/// and written).
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
