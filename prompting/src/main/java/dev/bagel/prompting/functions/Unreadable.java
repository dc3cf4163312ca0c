package dev.bagel.prompting.functions;

/// An answer that is no call, or not one call only.
///
/// @param message for the model: what is wrong with its answer and how to mend it, one line
public record Unreadable(Reason reason, String message) implements ReadAnswer {
  /// What kind of thing is wrong.
  public enum Reason {
    /// Nowhere in it is a call.
    NO_CALL,
    /// It stops in the middle of something.
    TRUNCATED,
    /// It is broken, or could be meant in more than one way.
    UNCLEAR,
    /// There are calls that differ.
    SEVERAL,
    /// It has more characters than are read.
    TOO_LONG
  }

  static Unreadable because(Unclear unclear) {
    return new Unreadable(
        unclear.isTruncated() ? Reason.TRUNCATED : Reason.UNCLEAR, unclear.message());
  }
}
