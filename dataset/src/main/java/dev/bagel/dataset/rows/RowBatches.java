package dev.bagel.dataset.rows;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.files.RowCursor;
import dev.bagel.dataset.files.RowFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of one file, some at a time, so that those can be made tokens of on all processors. For
/// one thread.
public final class RowBatches implements Closeable {
  private static final int ROWS = 256;
  private static final long BYTES = 8 << 20;

  private final DataFile file;
  private final RowTokens tokens;
  private final RowCursor rows;
  private boolean known;

  private RowBatches(DataFile file, RowTokens tokens, RowCursor rows) {
    this.file = file;
    this.tokens = tokens;
    this.rows = rows;
  }

  /// Opens a file.
  ///
  /// @throws BagelException USER where its columns are those of no kind of row, and as [RowFiles]
  ///   does
  public static RowBatches open(DataFile file, RowTokens tokens) {
    RowCursor rows = RowFiles.open(file, Set.of());
    try {
      RowBatches batches = new RowBatches(file, tokens, rows);
      Map<String, @Nullable Object> columns = new HashMap<>();
      rows.columns().forEach(column -> columns.put(column, ""));
      batches.check(columns);
      return batches;
    } catch (RuntimeException e) {
      try (rows) {
        throw e;
      } catch (IOException closing) {
        e.addSuppressed(closing);
        throw e;
      }
    }
  }

  /// A file of another kind is one error, and not one for each row.
  private void check(Map<String, ? extends @Nullable Object> columns) {
    if (!columns.isEmpty() && RowKind.of(columns).isEmpty()) {
      throw BagelException.user(file.name() + ": " + RowKind.unknown(columns));
    }
    known = !columns.isEmpty();
  }

  /// The next rows, none at the end. The chat template is read if they need it.
  ///
  /// @throws BagelException USER where the first row is of no kind, or there is no chat template
  public List<ReadRow> next() {
    List<ReadRow> some = some();
    for (ReadRow row : some) {
      if (row instanceof ReadRow.Row sound) {
        if (!known) {
          check(sound.values());
          known = true;
        }
        tokens.prepare(sound.values());
      }
    }
    return some;
  }

  private List<ReadRow> some() {
    List<ReadRow> some = new ArrayList<>();
    long start = rows.position();
    while (some.size() < ROWS && rows.position() - start < BYTES) {
      ReadRow row = rows.next();
      if (row == null) {
        break;
      }
      some.add(row);
    }
    return some;
  }

  /// How many bytes of the file have been read, about.
  public long position() {
    return rows.position();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
