package dev.bagel.prompting.functions;

import dev.bagel.prompting.model.ModelException;
import java.util.List;

/// One question to the model on the way to a call.
public sealed interface Round {
  String prompt();

  /// The model answered.
  ///
  /// @param messages what is wrong with the answer, as the next round tells the model; empty where
  ///   it is a valid call
  record Answered(String prompt, String answer, List<String> messages) implements Round {
    public Answered {
      messages = List.copyOf(messages);
    }
  }

  /// The model gave no answer: it was empty, too long, too late, or refused.
  record Unanswered(String prompt, ModelException.Kind kind, String message) implements Round {}
}
