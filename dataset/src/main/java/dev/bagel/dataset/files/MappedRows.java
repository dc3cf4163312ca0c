package dev.bagel.dataset.files;

import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;
import dev.bagel.dataset.sample.DropReason;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a file as maps of columns that are known only at run time. A row whose
/// required column is absent or null is bad; a file without such a column is an error, as with
/// [TypedRows].
public final class MappedRows implements Rows<Map<String, @Nullable Object>> {
  private final RowCursor rows;
  private final DataFile file;
  private final NeededColumns needed;

  private MappedRows(RowCursor rows, DataFile file, NeededColumns needed) {
    this.rows = rows;
    this.file = file;
    this.needed = needed;
  }

  /// `source` is named in errors.
  public static MappedRows open(
      DataFile file, Set<String> required, Set<String> optional, String source) {
    Set<String> all = new TreeSet<>(required);
    all.addAll(optional);
    RowCursor rows = RowFiles.open(file, all);
    NeededColumns needed = new NeededColumns(file, source, required);
    return new MappedRows(needed.checked(rows), file, needed);
  }

  @Override
  public @Nullable TypedRow<Map<String, @Nullable Object>> next() {
    return switch (rows.next()) {
      case null -> null;
      case BadRow bad -> new TypedRow.Bad<>(bad);
      case Row row -> typed(row);
    };
  }

  @Override
  public long position() {
    return rows.position();
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw Trouble.reading(file, e);
    }
  }

  private TypedRow<Map<String, @Nullable Object>> typed(Row row) {
    needed.checkFirstRow(row.values().keySet());
    for (String column : needed.columns()) {
      if (row.values().get(column) == null) {
        return new TypedRow.Bad<>(
            new BadRow(
                row.number(),
                DropReason.MISSING_VALUE,
                column + ": absent or null",
                Excerpt.of(row.values())));
      }
    }
    return new TypedRow.Typed<>(row.number(), row.values());
  }
}
