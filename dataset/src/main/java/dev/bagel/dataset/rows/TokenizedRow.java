package dev.bagel.dataset.rows;

import java.util.List;

/// A row of a file as tokens, or why it is none.
public sealed interface TokenizedRow {
  /// The row in its file, from 0.
  long line();

  record Sound(long line, List<TokenSequence> sequences) implements TokenizedRow {
    public Sound {
      sequences = List.copyOf(sequences);
    }
  }

  record Bad(long line, String message) implements TokenizedRow {}
}
