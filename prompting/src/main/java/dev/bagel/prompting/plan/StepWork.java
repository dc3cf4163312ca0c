package dev.bagel.prompting.plan;

import dev.bagel.prompting.plan.Notation.TooLongException;
import dev.bagel.prompting.plan.StepLimits.Oversize;
import dev.bagel.prompting.plan.StepTrace.State;
import dev.bagel.prompting.plan.StepTrace.Try;
import dev.bagel.prompting.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Does one step, whose evidence is there: fills in the input, calls the tool, tries again, cuts.
/// For one thread.
final class StepWork {
  private final RunState run;
  private final Plan plan;
  private final Step step;
  private final List<Try> tries = new ArrayList<>();
  private long start;
  private String input = "";

  StepWork(RunState run, Plan plan, Step step) {
    this.run = run;
    this.plan = plan;
    this.step = step;
    this.start = run.elapsed();
  }

  /// @param evidence of all steps that this one refers to
  StepTrace done(Map<Integer, String> evidence) {
    start = run.elapsed();
    try {
      StepLimits limits = run.settings().step();
      input = plan.notation().fill(step.input(), evidence::get, limits.inputCharacters());
      Tool tool = run.toolbox().find(step.tool()).orElseThrow();
      return call(tool, limits);
    } catch (TooLongException e) {
      return failed(String.valueOf(e.getMessage()), 0);
    } catch (InterruptedException e) {
      return ended(tries.isEmpty() ? State.NOT_BEGUN : State.STOPPED, "", 0, "it was stopped");
    }
  }

  StepTrace notBegun() {
    return ended(State.NOT_BEGUN, "", 0, "it was stopped");
  }

  /// What the step's own code threw, such as for want of memory.
  StepTrace broken(Throwable cause) {
    return failed("it broke: " + cause.getClass().getSimpleName(), 0);
  }

  private StepTrace call(Tool tool, StepLimits limits) throws InterruptedException {
    long deadline = run.clock().nanos() + limits.time().toNanos();
    Duration wait = limits.backoff();
    while (true) {
      if (!run.takeCall()) {
        return failed("the budget of " + run.settings().budget().calls() + " calls is used up", 0);
      }
      switch (once(tool, Duration.ofNanos(deadline - run.clock().nanos()))) {
        case ToolCall.Gave(String text) -> {
          return gave(text, limits);
        }
        case ToolCall.Failed(String message, boolean again) -> {
          boolean over = run.clock().nanos() + wait.toNanos() >= deadline;
          if (!again || tries.size() >= limits.tries() || over) {
            return failed(message, 0);
          }
        }
      }
      run.clock().pause(wait);
      wait = wait.multipliedBy(2);
    }
  }

  private ToolCall once(Tool tool, Duration left) throws InterruptedException {
    run.permits().acquire();
    long begun = run.elapsed();
    String failure = "it was stopped";
    try {
      run.calling(step.evidence(), tries.size() + 1, input);
      ToolCall call = ToolCall.of(tool, input, left);
      failure =
          switch (call) {
            case ToolCall.Gave _ -> "";
            case ToolCall.Failed failed -> failed.message();
          };
      return call;
    } finally {
      tries.add(new Try(begun, run.elapsed(), failure));
      run.permits().release();
    }
  }

  private StepTrace gave(String text, StepLimits limits) {
    int most = limits.evidenceCharacters();
    if (text.length() > most && limits.oversize() == Oversize.FAIL) {
      return failed(
          "it gave %d characters, more than %d".formatted(text.length(), most), text.length());
    }
    return ended(State.DONE, Excerpt.of(text, most), text.length(), "");
  }

  private StepTrace failed(String message, long characters) {
    return ended(
        State.FAILED,
        "[The step %s failed: %s]".formatted(step.tool(), message),
        characters,
        message);
  }

  private StepTrace ended(State state, String output, long characters, String failure) {
    return new StepTrace(
        step.evidence(),
        step.tool(),
        state,
        start,
        run.elapsed(),
        input,
        output,
        characters,
        failure,
        tries);
  }
}
