package dev.bagel.prompting.plan;

/// Something wrong with a plan, in words that can be sent back to the model.
///
/// @param line in the text that was read, from 1
/// @param message one line: what is wrong and what would be right
public record PlanFault(Kind kind, int line, String message) {

  /// What is wrong.
  public enum Kind {
    /// No line makes evidence.
    NO_STEPS,
    /// A line names evidence but calls no tool.
    BAD_STEP,
    /// An input has no closing bracket.
    UNCLOSED_INPUT,
    /// A line is in the other notation than the first step.
    MIXED_NOTATION,
    /// No tool has this name.
    UNKNOWN_TOOL,
    /// No step makes this evidence.
    UNKNOWN_EVIDENCE,
    /// Only a later step makes this evidence.
    LATER_EVIDENCE,
    /// A step needs its own evidence, straight or by way of others.
    CYCLE,
    /// Two steps make the same evidence.
    DOUBLE_EVIDENCE,
    /// There is no answer line.
    NO_ANSWER,
    /// There are more steps than allowed.
    TOO_MANY_STEPS
  }

  @Override
  public String toString() {
    return "line " + line + ": " + message;
  }
}
