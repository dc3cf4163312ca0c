package dev.bagel.dataset.files;

import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;
import dev.bagel.dataset.sample.DropReason;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the rows of a file as maps of columns that are known only at run time. A row whose
/// required column is absent or null is bad; a file without such a column is an error, as with
/// [TypedRows].
public final class MappedRows {
  private MappedRows() {}

  /// `source` is named in errors.
  public static Rows<Map<String, @Nullable Object>> open(
      DataFile file, Set<String> required, Set<String> optional, String source) {
    Set<String> all = new TreeSet<>(required);
    all.addAll(optional);
    NeededColumns needed = new NeededColumns(file, source, required);
    return BoundRows.open(file, all, needed, row -> bind(row, required));
  }

  private static TypedRow<Map<String, @Nullable Object>> bind(Row row, Set<String> required) {
    for (String column : required) {
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
