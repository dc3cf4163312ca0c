package dev.bagel.prompting.functions;

import java.util.List;

/// What asking a model for a function call came to.
public sealed interface CallResult {
  /// Every question and answer, in order; at least one.
  List<Round> rounds();

  /// The model made a valid call.
  record Called(ValidCall call, List<Round> rounds) implements CallResult {
    public Called {
      rounds = List.copyOf(rounds);
    }
  }

  /// It made none.
  ///
  /// @param message for people, one line: what the last round came to
  record NotCalled(String message, List<Round> rounds) implements CallResult {
    public NotCalled {
      rounds = List.copyOf(rounds);
    }
  }
}
