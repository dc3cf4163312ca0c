package dev.bagel.dataset;

import dev.bagel.dataset.engine.Counters;
import dev.bagel.dataset.hub.Lock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Someone who watches a build: told when a stage begins, and free to look at the counters at any
/// time.
///
/// What is counted of a source is in [dev.bagel.dataset.source.SourceCounts]; the counter `written`
/// holds the candidates that are settled and written.
public interface BuildWatch {
  /// Files are fetched from now on; `arrived` tells how many of their bytes are here. What the
  /// cache has arrives at once.
  default void fetching(int files, long bytes, LongSupplier arrived) {}

  /// All files are here.
  default void fetched() {}

  /// A lock was written that names all files.
  ///
  /// @param changes since the lock before, as [Lock#changesSince] gives them; null where there was
  ///   none
  default void locked(Path file, Lock lock, @Nullable List<String> changes) {}

  /// Something that a person may want to know.
  default void note(String line) {}

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
