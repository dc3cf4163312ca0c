package dev.bagel.prompting.functions;

import dev.bagel.prompting.TimeSpan;
import java.time.Duration;
import java.util.List;

/// How a call ended.
public sealed interface Outcome {
  /// For the model and for people: the result, or in one line what went wrong.
  String message();

  /// It gave a result.
  ///
  /// @param text a text as it is, nothing as the empty text, anything else as JSON
  record Returned(String text) implements Outcome {
    @Override
    public String message() {
      return text;
    }
  }

  /// The code threw, or its result cannot be written as JSON.
  record Threw(String function, Throwable cause) implements Outcome {
    @Override
    public String message() {
      return "%s failed: %s".formatted(function, Reason.of(cause));
    }
  }

  /// It took longer than allowed; it was interrupted, and its result is nobody's.
  record TimedOut(String function, Duration limit) implements Outcome {
    @Override
    public String message() {
      return "%s gave no result within %s".formatted(function, TimeSpan.text(limit));
    }
  }

  /// The result is longer than allowed.
  record TooLarge(String function, int limit) implements Outcome {
    @Override
    public String message() {
      return "the result of %s has more than %d characters".formatted(function, limit);
    }
  }

  /// Nothing ran: the arguments do not fit the code, or no code belongs to the function.
  record Refused(List<Problem> problems) implements Outcome {
    public Refused {
      problems = List.copyOf(problems);
    }

    @Override
    public String message() {
      return String.join("; ", problems.stream().map(Problem::line).toList());
    }
  }

  /// The thread that waited was interrupted, and the call with it.
  record Cancelled(String function) implements Outcome {
    @Override
    public String message() {
      return function + " was cancelled";
    }
  }
}
