package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import dev.bagel.dataset.decontaminate.BenchmarkSearch;
import dev.bagel.dataset.decontaminate.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Prompts that a search looks at on all cores: threads, one a processor, take batches of them.
record Prompts(List<String> texts) {
  /// Small enough that no thread waits long for the last one.
  private static final int BATCH = 8;

  /// So many of them, spread evenly; all where there are fewer.
  Prompts spread(int count) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < Math.min(count, texts.size()); i++) {
      some.add(texts.get((int) ((long) i * texts.size() / Math.min(count, texts.size()))));
    }
    return new Prompts(some);
  }

  /// The best match of each.
  List<Optional<Match>> matches(BenchmarkSearch search) {
    @Nullable Match[] matches = new Match[texts.size()];
    AtomicInteger next = new AtomicInteger();
    Callable<Boolean> work =
        () -> {
          for (int from = take(next); from < texts.size(); from = take(next)) {
            for (int i = from; i < Math.min(from + BATCH, texts.size()); i++) {
              matches[i] = search.nearest(texts.get(i));
            }
          }
          return true;
        };
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      List<Callable<Boolean>> works = new ArrayList<>();
      for (int i = 0; i < cores; i++) {
        works.add(work);
      }
      for (Future<Boolean> one : pool.invokeAll(works)) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BagelException known
          ? known
          : BagelException.internal("a search failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BagelException.resources("the comparison was stopped", e);
    }
    return Arrays.stream(matches).map(Optional::ofNullable).toList();
  }

  private static int take(AtomicInteger next) {
    return next.getAndAdd(BATCH);
  }

  /// How many a second, by the clock on the wall.
  ///
  /// @param seconds that the measurement takes at least: quick searches look at all of them again
  double perSecond(BenchmarkSearch search, double seconds) {
    long start = System.nanoTime();
    long looked = 0;
    double took;
    do {
      looked += matches(search).size();
      took = (System.nanoTime() - start) / 1e9;
    } while (took < seconds);
    return looked / took;
  }
}
