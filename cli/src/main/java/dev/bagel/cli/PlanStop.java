package dev.bagel.cli;

import dev.bagel.prompting.plan.PlanRun;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Cancels a run when the program is told to stop (Ctrl-C, SIGTERM), and holds the program until
/// what was done so far is written: until it is closed.
///
/// Java ends with 128 and the signal's number then: 130 after Ctrl-C.
final class PlanStop implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch written = new CountDownLatch(1);
  private final Thread hook;

  private PlanStop(PlanRun run) {
    hook =
        Thread.ofPlatform()
            .name("stop")
            .unstarted(
                () -> {
                  run.cancel();
                  await();
                });
  }

  static PlanStop of(PlanRun run) {
    PlanStop stop = new PlanStop(run);
    try {
      Runtime.getRuntime().addShutdownHook(stop.hook);
    } catch (IllegalStateException e) { // It is being stopped already.
      run.cancel();
    }
    return stop;
  }

  private void await() {
    try {
      written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
