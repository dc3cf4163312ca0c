package dev.bagel.torch.data;

import dev.bagel.dataset.files.ReadRow;
import java.util.List;

/// Makes entries of rows. Used by many threads at once.
sealed interface RowReader permits SftRows, DpoRows {
  Outcome read(ReadRow row);

  /// How many entries stand for one thing to train on: two for a pair.
  int entries();

  /// What became of a row.
  sealed interface Outcome {
    /// @param cut tokens that it lost, of which the rest is kept
    record Kept(List<Entry> entries, int cut) implements Outcome {}

    record Left(Dropped.Reason reason) implements Outcome {}

    /// The run cannot go on with such a row.
    record Refused(String message) implements Outcome {}
  }
}
