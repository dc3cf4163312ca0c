package dev.bagel.torch.data;

import java.util.Locale;

/// Rows that are not trained on, for one reason.
///
/// @param first the first of them
public record Dropped(Reason reason, long rows, Place first) {
  /// Why a row is left out.
  public enum Reason {
    OVER_LIMIT("longer than the limit"),
    NOTHING_LEFT("nothing to learn left after the cut"),
    ANSWER_OVER_LIMIT("the longer answer does not fit by itself");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /// For people.
    public String text() {
      return text;
    }
  }

  /// For people: `12 rows: longer than the limit (first: rows.jsonl, row 7)`.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d %s: %s (first: %s)",
        rows,
        rows == 1 ? "row" : "rows",
        reason.text,
        first);
  }
}
