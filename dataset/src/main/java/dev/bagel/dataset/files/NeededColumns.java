package dev.bagel.dataset.files;

import dev.bagel.BagelException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// The columns that a reader cannot do without. A file declares its columns, or its first sound row
/// shows them.
final class NeededColumns {
  private final DataFile file;
  private final String source;
  private final Collection<String> columns;
  private boolean known;

  NeededColumns(DataFile file, String source, Collection<String> columns) {
    this.file = file;
    this.source = source;
    this.columns = columns;
  }

  Collection<String> columns() {
    return columns;
  }

  /// The cursor itself; closed, where its file declares columns and a needed one is missing.
  RowCursor checked(RowCursor rows) {
    if (rows.columns().isEmpty()) {
      return rows;
    }
    try {
      check(rows.columns(), "it has: " + String.join(", ", rows.columns()));
      return rows;
    } catch (BagelException e) {
      try {
        rows.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /// Does nothing once the columns are known. Readers give no others than they were asked for.
  void checkFirstRow(Collection<String> there) {
    check(
        there,
        there.isEmpty()
            ? "its first row has none of those needed"
            : "of those needed its first row has: " + String.join(", ", there));
  }

  private void check(Collection<String> there, String found) {
    if (known) {
      return;
    }
    known = true;
    List<String> missing = columns.stream().filter(column -> !there.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw BagelException.user(
          "%s: %s has no column %s (%s); another version of the data set may be needed"
              .formatted(source, file.name(), String.join(", ", missing), found));
    }
  }
}
