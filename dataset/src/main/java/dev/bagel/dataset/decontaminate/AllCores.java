package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Computes many vectors on all cores. When it returns or throws, no thread of it works any more,
/// so that what computes them may be closed: a parallel stream does not promise that.
final class AllCores {
  private AllCores() {}

  /// @param vector the i-th
  static float[][] compute(int count, IntFunction<float[]> vector) {
    float[][] vectors = new float[count][];
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              vectors[i] = vector.apply(i);
            }
          } finally {
            // Whoever fails stops the others.
            next.set(count);
          }
        };
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      List<Future<?>> workers =
          Stream.<Future<?>>generate(() -> pool.submit(work)).limit(cores).toList();
      try {
        for (Future<?> worker : workers) {
          worker.get();
        }
      } finally {
        // Before the pool is closed, which waits for all that is left.
        next.set(count);
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BagelException known
          ? known
          : BagelException.internal("vectors cannot be computed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BagelException.resources("stopped while vectors were computed", e);
    }
    return vectors;
  }
}
