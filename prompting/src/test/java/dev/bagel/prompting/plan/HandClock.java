package dev.bagel.prompting.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Time that goes on only by waiting for it, and that remembers the waits.
final class HandClock implements PlanClock {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void pause(Duration time) {
    waits.add(time);
    nanos.addAndGet(time.toNanos());
  }

  List<Duration> waits() {
    return waits;
  }
}
