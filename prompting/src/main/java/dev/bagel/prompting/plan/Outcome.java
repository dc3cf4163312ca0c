package dev.bagel.prompting.plan;

/// What came of a question.
///
/// @param text the answer, or in one line or more why there is none
public record Outcome(Kind kind, String text) {

  /// How it ended.
  public enum Kind {
    /// The model answered from the evidence.
    SOLVED,
    /// The evidence of the answer line is the answer.
    EVIDENCE,
    /// The model gave no plan that can run.
    FAULTY_PLAN,
    /// A step failed, and the settings do not go on.
    STEP_FAILED,
    /// The model gave no plan or no answer at all.
    MODEL_FAILED,
    /// The model does not take the prompt: it is too long for it, say.
    MODEL_REFUSED,
    /// The budget of calls is used up.
    OUT_OF_CALLS,
    /// The budget of time is used up.
    OUT_OF_TIME,
    /// Somebody stopped it.
    CANCELLED
  }

  /// Whether there is an answer.
  public boolean answered() {
    return kind == Kind.SOLVED || kind == Kind.EVIDENCE;
  }
}
