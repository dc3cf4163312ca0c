package dev.bagel.torch.peers;

import java.io.IOException;
import java.time.Duration;

/// Ends this process when the one that started it has ended, which it knows by its standard input.
final class Ward {
  /// Until then it has ended by itself: its next sum fails.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final int RESOURCES = 3;

  private Ward() {}

  static void begin() {
    Thread.ofPlatform().daemon().name("parent").start(Ward::watch);
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // nothing is said there
      }
    } catch (IOException _) {
      // as good as an end
    }
    try {
      Thread.sleep(GRACE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(RESOURCES);
  }
}
