package dev.bagel.prompting.functions;

import java.util.List;

/// What a model's answer comes to.
public sealed interface Judgement {
  /// What is wrong, for the model, a line each; empty where nothing is.
  List<String> messages();

  /// It is a valid call.
  record Valid(ValidCall call) implements Judgement {
    @Override
    public List<String> messages() {
      return List.of();
    }
  }

  /// It is not.
  record Wrong(List<String> messages) implements Judgement {
    public Wrong {
      messages = List.copyOf(messages);
    }
  }

  /// @param problems at least one, for the model
  static Judgement wrong(List<Problem> problems) {
    return new Wrong(problems.stream().map(Problem::line).toList());
  }
}
