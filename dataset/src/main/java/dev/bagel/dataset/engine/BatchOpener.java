package dev.bagel.dataset.engine;

import java.io.Serializable;
import java.util.List;

/// Opens what a worker needs once (a native handle, a model) to turn batches of records into as
/// many other records.
@FunctionalInterface
public interface BatchOpener<T, R> extends Serializable {
  Batches<T, R> open();

  /// What a worker holds. Used by one thread at a time; closed when the worker has no more records.
  interface Batches<T, R> extends AutoCloseable {
    /// One result for each record, in the records' order. The last batch may be shorter than the
    /// others.
    List<R> apply(List<T> batch);

    @Override
    void close();
  }
}
