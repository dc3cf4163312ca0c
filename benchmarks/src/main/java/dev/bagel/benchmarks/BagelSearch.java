package dev.bagel.benchmarks;

import dev.bagel.dataset.decontaminate.NearestItems;
import dev.bagel.dataset.decontaminate.NearestItems.Neighbour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Nearest items as Bagel finds them, in this JVM.
final class BagelSearch {
  private final NearestItems items;
  private final float[][] queries;

  BagelSearch(NearestCase vectors) {
    this.items = NearestItems.of(vectors.items());
    this.queries = vectors.queries();
  }

  List<List<Neighbour>> find(int count) {
    return items.best(queries, count);
  }

  /// Each thread searches for its share of the queries.
  SearchTime time(int count, int threads) {
    List<Callable<Integer>> shares = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      float[][] share =
          Arrays.copyOfRange(
              queries, i * queries.length / threads, (i + 1) * queries.length / threads);
      shares.add(() -> items.best(share, count).size());
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      long wall = System.nanoTime();
      long processor = ProcessorTime.nanoseconds();
      int found = 0;
      for (Future<Integer> one : executor.invokeAll(shares)) {
        found += one.get();
      }
      SearchTime time =
          new SearchTime(
              (System.nanoTime() - wall) / 1e9, (ProcessorTime.nanoseconds() - processor) / 1e9);
      if (found != queries.length) {
        throw new IllegalStateException("some queries have no answer");
      }
      return time;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
