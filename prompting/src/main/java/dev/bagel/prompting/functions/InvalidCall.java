package dev.bagel.prompting.functions;

import java.util.List;

/// A call that no declared function allows.
///
/// @param problems at least one, in the order of the call
public record InvalidCall(List<Problem> problems) implements CheckedCall {
  public InvalidCall {
    problems = List.copyOf(problems);
  }
}
