package dev.bagel.cli;

import java.util.List;

/// A row of a file as tokens, or why it is none.
sealed interface TokenRow {
  /// The row in its file, from 0.
  long line();

  record Sound(long line, List<TokenSequence> sequences) implements TokenRow {
    public Sound {
      sequences = List.copyOf(sequences);
    }
  }

  record Bad(long line, String message) implements TokenRow {}
}
