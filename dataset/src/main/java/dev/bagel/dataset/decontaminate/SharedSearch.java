package dev.bagel.dataset.decontaminate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A search that all workers of a JVM share, however their copies of the step came there: opened by
/// the first that needs it, closed by the last.
final class SharedSearch {
  private static final Map<Decontamination, SharedSearch> OPEN = new HashMap<>();

  private final Decontamination step;
  private final BenchmarkSearch search;
  private int users;

  private SharedSearch(Decontamination step, Consumer<String> notices) {
    this.step = step;
    this.search = BenchmarkSearch.open(step.items(), step.how(), notices);
  }

  /// The search for equal steps; others wait while one opens it. Each must release it once.
  ///
  /// @param notices of the first, as [BenchmarkSearch#open] has them
  static SharedSearch acquire(Decontamination step, Consumer<String> notices) {
    synchronized (OPEN) {
      SharedSearch shared = OPEN.computeIfAbsent(step, first -> new SharedSearch(first, notices));
      shared.users++;
      return shared;
    }
  }

  BenchmarkSearch search() {
    return search;
  }

  void release() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(step);
        search.close();
      }
    }
  }
}
