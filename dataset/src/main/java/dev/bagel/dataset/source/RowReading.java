package dev.bagel.dataset.source;

import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Outcome;
import java.io.Serializable;

/// What one row becomes: a pure function of the row and of chance.
@FunctionalInterface
public interface RowReading<R extends Record> extends Serializable {
  Outcome read(R row, Chance chance);

  /// For rows that become several candidates, such as books.
  @FunctionalInterface
  interface Many<R extends Record> extends Serializable {
    Iterable<Outcome> read(R row, Chance chance);
  }
}
