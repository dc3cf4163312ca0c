package dev.bagel.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a run when the program is told to stop (Ctrl-C, SIGTERM), and holds the program until what
/// was done so far is written: until it is closed.
///
/// Java ends with 128 and the signal's number then: 130 after Ctrl-C.
final class Stop implements AutoCloseable {
  private final CountDownLatch written = new CountDownLatch(1);
  private final Thread hook;

  private final Duration patience;

  private Stop(Runnable end, Duration patience) {
    this.patience = patience;
    hook =
        Thread.ofPlatform()
            .name("stop")
            .unstarted(
                () -> {
                  end.run();
                  await();
                });
  }

  /// @param end asks the run to end; it does so by itself
  /// @param patience how long the program is held at most
  static Stop of(Runnable end, Duration patience) {
    Stop stop = new Stop(end, patience);
    try {
      Runtime.getRuntime().addShutdownHook(stop.hook);
    } catch (IllegalStateException e) { // It is being stopped already.
      end.run();
    }
    return stop;
  }

  private void await() {
    try {
      written.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    written.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // It is being stopped, by this hook among others.
    }
  }
}
