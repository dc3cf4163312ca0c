package dev.bagel.prompting.summary;

import dev.bagel.prompting.model.ModelException;
import java.util.List;

/// One round of summaries: parts, each asked for by itself.
///
/// @param parts how many there were
/// @param failures those that failed each time; what they are of is not in the summary
public record SummaryRound(int parts, List<PartFailure> failures) {
  public SummaryRound {
    failures = List.copyOf(failures);
  }

  /// @param part its place, from 0
  /// @param message of the last try
  public record PartFailure(int part, ModelException.Kind kind, String message) {}
}
