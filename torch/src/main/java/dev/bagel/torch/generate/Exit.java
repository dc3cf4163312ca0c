package dev.bagel.torch.generate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Keeps the JVM from ending under a thread that is in libtorch, which can crash it: the end waits
/// for the step under way, and lets no other begin.
final class Exit {
  private static final long PATIENCE_SECONDS = 10;
  private static final ReentrantReadWriteLock STEPS = new ReentrantReadWriteLock();

  static {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("exit").unstarted(Exit::hold));
  }

  private Exit() {}

  static <T> T guarded(Supplier<T> step) {
    STEPS.readLock().lock();
    try {
      return step.get();
    } finally {
      STEPS.readLock().unlock();
    }
  }

  /// Never let go again: who asks for a step now waits until the program is gone.
  private static void hold() {
    try {
      boolean _ = STEPS.writeLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
