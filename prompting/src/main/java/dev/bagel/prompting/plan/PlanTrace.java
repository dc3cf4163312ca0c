package dev.bagel.prompting.plan;

import java.time.Instant;
import java.util.List;

/// All that was done for a question. Immutable; see [TraceFile] to keep it, [TraceText] to print
/// it, [Replay] to go through it again.
///
/// @param started by the clock of the run
/// @param nanos that it took
/// @param attempts the plans, in turn; the last one counts
/// @param solver what the model was asked for the answer; empty texts where it was not asked
public record PlanTrace(
    String question,
    Instant started,
    long nanos,
    List<Attempt> attempts,
    Solved solver,
    Outcome outcome) {

  public PlanTrace {
    attempts = List.copyOf(attempts);
  }

  /// One plan and its run.
  ///
  /// @param prompt what the model was asked; empty where the plan was given
  /// @param text what it answered; empty where it gave nothing
  /// @param failure why it gave nothing, in one line; empty where it did
  /// @param faults of the plan; if there are any, no step was run
  /// @param steps in the order of the plan
  public record Attempt(
      String prompt, String text, String failure, List<PlanFault> faults, List<StepTrace> steps) {
    public Attempt {
      faults = List.copyOf(faults);
      steps = List.copyOf(steps);
    }
  }

  /// The question to the model at the end.
  ///
  /// @param answer empty where it gave none
  /// @param failure why it gave none, in one line
  public record Solved(String prompt, String answer, String failure) {
    static final Solved NOT_ASKED = new Solved("", "", "");
  }
}
