package dev.bagel.dataset.engine;

import dev.bagel.BagelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs an operation's tasks on a fixed number of threads.
final class Workers {
  private final int threads;

  Workers(int threads) {
    this.threads = threads;
  }

  /// Gives each worker to `work`, which is to take tasks from it until there are none, and returns
  /// when all have ended. The first failure stops the other workers at their next record and is
  /// thrown as it is.
  ///
  /// @throws BagelException RESOURCES where the calling thread is interrupted; it stays interrupted
  void run(int tasks, Consumer<Worker> work) {
    Worker.Stop stop = new Worker.Stop();
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, tasks); i++) {
      Runnable body =
          () -> {
            try (Worker worker = new Worker(stop, next, tasks)) {
              work.accept(worker);
            } catch (Throwable e) { // whatever it is belongs to the calling thread
              failure.compareAndSet(null, e); // first, or another worker's Stopped could be it
              stop.ask();
            }
          };
      running.add(Thread.ofPlatform().name("records-", i).start(body));
    }
    boolean interrupted = join(running, stop);
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw BagelException.resources("the work on the records was interrupted: start it again");
    }
    Throwable first = failure.get();
    if (first != null) {
      throw unchecked(first);
    }
  }

  /// Waits for all of them even when interrupted: what they opened is closed by then.
  private static boolean join(List<Thread> running, Worker.Stop stop) {
    boolean interrupted = false;
    for (Thread thread : running) {
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          stop.ask();
          running.forEach(Thread::interrupt);
        }
      }
    }
    return interrupted;
  }

  private static RuntimeException unchecked(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> BagelException.internal("a worker failed: " + thrown, thrown);
    };
  }
}
