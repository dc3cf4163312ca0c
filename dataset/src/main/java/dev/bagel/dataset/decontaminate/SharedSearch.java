package dev.bagel.dataset.decontaminate;

import java.util.HashMap;
import java.util.Map;

/// A search that all workers of a JVM share, however their copies of the step came there: opened by
/// the first that needs it, closed by the last.
final class SharedSearch {
  private static final Map<Decontamination, SharedSearch> OPEN = new HashMap<>();

  private final Decontamination step;
  private final BenchmarkSearch search;
  private int users;

  private SharedSearch(Decontamination step) {
    this.step = step;
    this.search = BenchmarkSearch.open(step.items(), step.checks().rule(), step.exhaustive());
  }

  /// The search for equal steps; others wait while one opens it. Each must release it once.
  static SharedSearch acquire(Decontamination step) {
    synchronized (OPEN) {
      SharedSearch shared = OPEN.computeIfAbsent(step, SharedSearch::new);
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
