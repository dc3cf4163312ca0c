package dev.bagel.prompting.plan;

import dev.bagel.prompting.plan.PlanSettings.OnFailure;
import dev.bagel.prompting.plan.StepTrace.State;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The steps of one sound plan, run. Each has a virtual thread that waits for the evidence it
/// refers to, does its work, and gives its own: the plan takes as long as its longest path.
final class StepGraph {
  private final RunState run;
  private final Plan plan;
  private final Map<Integer, CompletableFuture<StepTrace>> ends = new LinkedHashMap<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  private boolean outOfTime;

  StepGraph(RunState run, Plan plan) {
    this.run = run;
    this.plan = plan;
    plan.steps().forEach(step -> ends.put(step.evidence(), new CompletableFuture<>()));
  }

  /// Comes back when all steps are over, or soon after the run's time is, one that stops the others
  /// has failed, or the calling thread was interrupted; its flag is then set.
  List<StepTrace> run() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      plan.steps().forEach(step -> threads.execute(() -> end(step)));
      awaitEnd();
      threads.shutdownNow();
    }
    return ends.values().stream().map(CompletableFuture::join).toList();
  }

  /// Whether the run's time was over first.
  boolean outOfTime() {
    return outOfTime;
  }

  private void awaitEnd() {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(ends.values().toArray(CompletableFuture<?>[]::new));
    try {
      CompletableFuture.anyOf(all, stopped).get(run.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      outOfTime = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // No step ends with an exception.
    }
  }

  private CompletableFuture<StepTrace> endOf(int evidence) {
    return Objects.requireNonNull(ends.get(evidence), "a sound plan has a step for each reference");
  }

  private void end(Step step) {
    StepTrace trace = traced(step);
    run.tell(new PlanEvent.StepEnded(run.attempt(), trace));
    endOf(step.evidence()).complete(trace);
    if (stopsOthers(trace)) {
      stopped.complete(null);
    }
  }

  private boolean stopsOthers(StepTrace end) {
    return end.state() == State.FAILED
        && (run.settings().onFailure() != OnFailure.GO_ON || run.outOfCalls());
  }

  @SuppressWarnings("CatchingUnchecked") // Others wait for this step, whatever happens to it.
  private StepTrace traced(Step step) {
    StepWork work = new StepWork(run, plan, step);
    try {
      Map<Integer, String> evidence = new HashMap<>();
      for (int needed : plan.references(step).toArray()) {
        StepTrace end = endOf(needed).get();
        if (!end.hasOutput() || stopsOthers(end)) {
          return work.notBegun();
        }
        evidence.put(needed, end.output());
      }
      return work.done(evidence);
    } catch (InterruptedException e) {
      return work.notBegun();
    } catch (Exception | Error e) {
      return work.broken(e);
    }
  }
}
