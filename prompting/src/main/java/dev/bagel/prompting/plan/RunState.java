package dev.bagel.prompting.plan;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What all steps and plans of one run share: clock, budget, listener. For many threads.
final class RunState {
  private final PlanSettings settings;
  private final Toolbox toolbox;
  private final PlanClock clock;
  private final long start;
  private final AtomicInteger callsLeft;
  private final Semaphore permits;
  private final Object hearing = new Object();
  private PlanEvent.@Nullable Listener listener;
  private volatile int attempt;

  RunState(PlanSettings settings, Toolbox toolbox, PlanClock clock, PlanEvent.Listener listener) {
    this.settings = settings;
    this.toolbox = toolbox;
    this.clock = clock;
    this.start = clock.nanos();
    this.callsLeft = new AtomicInteger(settings.budget().calls());
    this.permits = new Semaphore(settings.budget().parallel());
    this.listener = listener;
  }

  PlanSettings settings() {
    return settings;
  }

  Toolbox toolbox() {
    return toolbox;
  }

  PlanClock clock() {
    return clock;
  }

  Semaphore permits() {
    return permits;
  }

  long elapsed() {
    return clock.nanos() - start;
  }

  /// Until the run's time is over; may be negative.
  Duration left() {
    return settings.budget().time().minusNanos(elapsed());
  }

  boolean takeCall() {
    return callsLeft.getAndDecrement() > 0;
  }

  boolean outOfCalls() {
    return callsLeft.get() < 0;
  }

  int attempt() {
    return attempt;
  }

  void attempt(int now) {
    attempt = now;
  }

  void calling(int evidence, int tries, String input) {
    tell(new PlanEvent.Calling(attempt, evidence, tries, input));
  }

  void tell(PlanEvent event) {
    synchronized (hearing) {
      if (listener != null) {
        try {
          listener.on(event);
        } catch (Exception | Error _) {
          listener = null; // A broken display must not break the run, see PlanEvent.Listener.
        }
      }
    }
  }
}
