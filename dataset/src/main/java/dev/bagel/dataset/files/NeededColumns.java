package dev.bagel.dataset.files;

import dev.bagel.BagelException;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The columns that a reader cannot do without. A file declares its columns, or its rows show them:
/// a column that none of the first [#ROWS] sound rows has is missing from the file; one that some
/// of them have is missing from the others, which are bad rows.
final class NeededColumns {
  static final int ROWS = 100;

  private final DataFile file;
  private final String source;
  private final Collection<String> columns;
  private final Set<String> seen = new HashSet<>();
  private int rows;
  private boolean known;

  NeededColumns(DataFile file, String source, Collection<String> columns) {
    this.file = file;
    this.source = source;
    this.columns = columns;
  }

  /// The cursor itself; closed, where its file declares columns and a needed one is missing.
  RowCursor checked(RowCursor cursor) {
    if (cursor.columns().isEmpty()) {
      return cursor;
    }
    try {
      known = true;
      seen.addAll(cursor.columns());
      refuseMissing("it has: " + String.join(", ", cursor.columns()));
      return cursor;
    } catch (BagelException e) {
      try {
        cursor.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  /// Takes note of a sound row's columns.
  void row(Collection<String> there) {
    if (known) {
      return;
    }
    rows++;
    seen.addAll(there);
    known = seen.containsAll(columns);
    if (!known && rows == ROWS) {
      refuseMissing("none of its first %d rows has it".formatted(rows));
    }
  }

  /// Takes note that there are no more rows.
  void end() {
    if (!known && rows > 0) {
      refuseMissing(rows == 1 ? "its only row lacks it" : "none of its rows has it");
    }
  }

  private void refuseMissing(String found) {
    List<String> missing = columns.stream().filter(column -> !seen.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw BagelException.user(
          "%s: %s has no column %s (%s); another version of the data set may be needed"
              .formatted(source, file.name(), String.join(", ", missing), found));
    }
  }
}
