package dev.bagel.torch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// Parts of a pass, each in a thread of its own.
///
/// Threads within libtorch's operations, and OpenBLAS's within products, wait for each other some
/// hundred times in each layer, and take the processors from each other while they do. Threads that
/// have rows of their own wait once.
final class SideBySide {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("bagel-pass-", 0).factory());

  private SideBySide() {}

  /// Does them all, and comes back when all have ended. A single one stays in this thread and has
  /// all of libtorch's threads.
  ///
  /// @param products as of [Libtorch#alone]
  /// @param work takes the number of a part, and waits for no part that cannot have begun
  static void run(int parts, long products, IntConsumer work) {
    if (parts == 1) {
      Libtorch.alone(products);
      work.accept(0);
      return;
    }
    Libtorch.together();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int part = i;
      running.add(
          THREADS.submit(
              () -> {
                Libtorch.among(parts);
                work.accept(part);
              }));
    }
    finish(running);
  }

  /// Waits whatever happens: what the parts work with belongs to the caller.
  private static void finish(List<Future<?>> running) {
    boolean interrupted = false;
    List<Throwable> failures = new ArrayList<>();
    for (Future<?> future : running) {
      while (!future.isDone()) {
        try {
          future.get();
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException _) {
          break;
        }
      }
      if (future.state() == Future.State.FAILED) {
        failures.add(future.exceptionNow());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow(failures);
  }

  /// The first that is not about another.
  private static void rethrow(List<Throwable> failures) {
    for (Throwable failure : failures) {
      if (!(failure instanceof Meeting.Forsaken)) {
        switch (failure) {
          case RuntimeException e -> throw e;
          case Error e -> throw e;
          default -> throw new IllegalStateException(failure);
        }
      }
    }
  }
}
