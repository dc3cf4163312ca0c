package dev.bagel.dataset.engine;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/// Takes the records of one part of a sorted write, in order, and says in the end what it wrote.
public interface PartWriter<T, R> extends Consumer<T>, AutoCloseable {
  /// Called once after the last record; completes the part.
  R finish() throws IOException;

  /// Releases what the part holds, whether it was finished or not.
  @Override
  void close() throws IOException;

  /// Opens the writer of a part. Parts are numbered from 0 in the order of their records.
  @FunctionalInterface
  interface Opener<T, R> extends Serializable {
    PartWriter<T, R> open(int part) throws IOException;
  }
}
