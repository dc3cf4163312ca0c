package dev.bagel.prompting.summary;

import java.util.List;

/// What came of a summary.
public sealed interface SummaryResult {
  /// What was done, round by round; the last one asks for the whole summary.
  List<SummaryRound> rounds();

  /// There is a summary.
  record Summary(String text, List<SummaryRound> rounds) implements SummaryResult {
    public Summary {
      rounds = List.copyOf(rounds);
    }

    /// Whether it is of all that was given: no part is missing.
    public boolean complete() {
      return rounds.stream().allMatch(round -> round.failures().isEmpty());
    }
  }

  /// There is none.
  ///
  /// @param message why, in one line
  record NoSummary(Reason reason, String message, List<SummaryRound> rounds)
      implements SummaryResult {
    public NoSummary {
      rounds = List.copyOf(rounds);
    }
  }

  /// Why there is no summary.
  enum Reason {
    /// There is no text but white space.
    NOTHING_TO_SUMMARISE,
    /// The budget does not even hold the instruction, a block's metadata and a character.
    BUDGET_TOO_SMALL,
    /// A round's summaries are no shorter than what they are of, so that more rounds would not end.
    NOT_SHORTER,
    /// After the last round that is allowed, there is still more than one prompt holds.
    TOO_MANY_ROUNDS,
    /// Every part of a round failed; that of the last round is the only one it has.
    MODEL_FAILED,
    /// The thread that asked was interrupted.
    CANCELLED
  }
}
