package dev.bagel.prompting.plan;

import java.util.List;

/// What became of one step.
///
/// @param evidence its number
/// @param tool the tool's name
/// @param start nanoseconds from the start of the run
/// @param end likewise
/// @param input what the tool was given, with evidence put in; empty where it was not called
/// @param output the evidence that others get; of a failed step, that it failed; empty for none
/// @param characters of what the tool gave, before any cut
/// @param failure why it failed or was not done, in one line; empty where it is done
/// @param tries the calls of the tool
public record StepTrace(
    int evidence,
    String tool,
    State state,
    long start,
    long end,
    String input,
    String output,
    long characters,
    String failure,
    List<Try> tries) {

  /// How a step ended.
  public enum State {
    DONE,
    FAILED,
    /// It was under way when the run or the plan was stopped.
    STOPPED,
    /// It had not begun by then.
    NOT_BEGUN
  }

  /// One call of a tool.
  ///
  /// @param start nanoseconds from the start of the run
  /// @param end likewise
  /// @param failure in one line; empty for none
  public record Try(long start, long end, String failure) {}

  public StepTrace {
    tries = List.copyOf(tries);
  }

  /// Whether others can go on with what it gave.
  boolean hasOutput() {
    return state == State.DONE || state == State.FAILED;
  }
}
