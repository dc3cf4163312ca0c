package dev.bagel.dataset.files;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/// The rows of one file as values of one type, one after the other, in bounded memory. For one
/// thread.
public interface Rows<R> extends Closeable {
  /// The next row, or null after the last.
  @Nullable TypedRow<R> next();

  /// As [RowCursor#position].
  long position();

  @Override
  void close();
}
