package dev.bagel.torch.data;

import java.util.Locale;

/// Rows that lost tokens to the limit and are trained on.
///
/// @param tokens that they lost; of a pair, those of the prompt
/// @param first the first of them
public record Cut(long rows, long tokens, Place first) {
  /// For people: `3 rows lost 512 tokens (first: rows.jsonl, row 7)`.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d %s lost %,d tokens (first: %s)",
        rows,
        rows == 1 ? "row" : "rows",
        tokens,
        first);
  }
}
