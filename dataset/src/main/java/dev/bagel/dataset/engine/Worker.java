package dev.bagel.dataset.engine;

import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One thread of an operation: takes tasks until none is left, and holds what [BatchOpener]s opened
/// for it. Used by its own thread only.
final class Worker implements AutoCloseable {
  private final Stop stop;
  private final AtomicInteger tasks;
  private final int end;
  private final IdentityHashMap<BatchOpener<?, ?>, BatchOpener.Batches<?, ?>> open =
      new IdentityHashMap<>();

  Worker(Stop stop, AtomicInteger tasks, int end) {
    this.stop = stop;
    this.tasks = tasks;
    this.end = end;
  }

  /// What the workers of one operation share: whether to go on.
  static final class Stop {
    private volatile boolean asked;

    void ask() {
      asked = true;
    }
  }

  /// Unwinds a worker after another one failed.
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("another worker failed", null, false, false);
    }
  }

  /// The number of a task that no other worker has, or -1.
  int next() {
    check();
    int task = tasks.getAndIncrement();
    return task < end ? task : -1;
  }

  /// To be called for each record.
  void check() {
    if (stop.asked) {
      throw new Stopped();
    }
  }

  /// What the opener opened for this worker; opened now if it has not been.
  @SuppressWarnings("unchecked") // the map holds for each opener what it opened
  <T, R> BatchOpener.Batches<T, R> batches(BatchOpener<T, R> opener) {
    return (BatchOpener.Batches<T, R>) open.computeIfAbsent(opener, BatchOpener::open);
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (BatchOpener.Batches<?, ?> each : open.values()) {
      try {
        each.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
