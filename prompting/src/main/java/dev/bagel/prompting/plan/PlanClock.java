package dev.bagel.prompting.plan;

import java.time.Duration;
import java.time.Instant;

/// The time that a run sees, for its trace, its deadlines and its waits between tries.
public interface PlanClock {
  /// The machine's.
  PlanClock SYSTEM =
      new PlanClock() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }
      };

  /// For the trace only.
  Instant now();

  /// Nanoseconds from some fixed moment; never goes back.
  long nanos();

  /// Comes back after `time`.
  void pause(Duration time) throws InterruptedException;
}
