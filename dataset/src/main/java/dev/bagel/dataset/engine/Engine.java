package dev.bagel.dataset.engine;

import java.util.List;

/// Runs [Records].
public interface Engine extends AutoCloseable {
  /// The records that the inputs hold. Each input is read by one worker at a time, several inputs
  /// at once.
  <T> Records<T> read(Class<T> type, List<? extends Input<T>> inputs);

  /// A new set of counters.
  Counters counters();

  /// Deletes what the engine put aside.
  @Override
  void close();
}
