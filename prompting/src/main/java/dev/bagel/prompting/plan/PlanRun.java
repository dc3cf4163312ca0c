package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A run under way on a thread of its own.
public final class PlanRun {
  private final FutureTask<PlanTrace> trace;
  private final Thread thread;

  PlanRun(Callable<PlanTrace> work) {
    trace = new FutureTask<>(work);
    thread = Thread.ofVirtual().name("plan").start(trace);
  }

  /// Stops it: tools and model are interrupted, and [#trace()] comes soon, with what was done so
  /// far. Without effect on a run that is over.
  public void cancel() {
    thread.interrupt();
  }

  /// Waits for its end.
  ///
  /// @throws InterruptedException where the waiting thread is interrupted; the run goes on
  public PlanTrace trace() throws InterruptedException {
    try {
      return trace.get();
    } catch (ExecutionException e) {
      throw BagelException.internal("a run of a plan broke: " + e.getCause(), e);
    }
  }
}
