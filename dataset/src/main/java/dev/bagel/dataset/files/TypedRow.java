package dev.bagel.dataset.files;

import dev.bagel.dataset.files.ReadRow.BadRow;

/// A row of a data file as a record or a map, or as it failed to become one.
public sealed interface TypedRow<R> {
  /// As [ReadRow#number].
  long number();

  record Typed<R>(long number, R value) implements TypedRow<R> {}

  record Bad<R>(BadRow row) implements TypedRow<R> {
    @Override
    public long number() {
      return row.number();
    }
  }
}
