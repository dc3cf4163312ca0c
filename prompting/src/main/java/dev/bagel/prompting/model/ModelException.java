package dev.bagel.prompting.model;

import org.jspecify.annotations.Nullable;

/// A language model gave no answer that can be used.
public final class ModelException extends Exception {
  /// Why there is none.
  public enum Kind {
    /// The text is empty or white space.
    EMPTY,
    /// It took longer than allowed.
    TIMEOUT,
    /// The provider takes no more for now (429).
    RATE_LIMITED,
    /// The text is longer than allowed, as that of a model that loops.
    TOO_LONG,
    /// The model does not take the question, whoever asks and however often: one that is too long
    /// for it, say.
    REFUSED,
    /// The provider refused or failed otherwise.
    FAILED,
    /// The thread that asked was interrupted.
    CANCELLED
  }

  private final Kind kind;

  ModelException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
