package dev.bagel.dataset.files;

import dev.bagel.dataset.sample.DropReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of a data file, as it was read or as it failed to be read.
public sealed interface ReadRow {
  /// From 0: the line of a JSONL file, the element of a JSON array, the record of a table (its
  /// heading not counted).
  long number();

  /// Values by column: String, Long, Double, Boolean, List, Map (with String keys), or null.
  record Row(long number, Map<String, @Nullable Object> values) implements ReadRow {}

  /// A row that could not be read. `message` says what is wrong with it, `excerpt` holds its
  /// beginning.
  record BadRow(long number, DropReason reason, String message, String excerpt)
      implements ReadRow {}
}
