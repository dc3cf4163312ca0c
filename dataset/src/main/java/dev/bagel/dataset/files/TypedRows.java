package dev.bagel.dataset.files;

import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;

/// Reads the rows of a file as records of a class, in bounded memory and on one thread.
///
/// A component reads the column of its name, or that of its [Column]. Its type is String, int,
/// long, double, boolean (or their boxes), List, Map with String keys, a further record, or Object
/// for whatever there is. Unless it is `@Nullable` (JSpecify), a row in which it is absent or null
/// is bad: MISSING_VALUE. A value of another type makes a row bad too: WRONG_TYPE. Whole doubles
/// are whole numbers, whole numbers are doubles, text is never a number but in CSV and TSV, where
/// all is text.
///
/// A file without a column that the class needs is an error that names source, file and column: as
/// it declares its columns, or for JSON as its first 100 sound rows have them.
public final class TypedRows {
  private TypedRows() {}

  /// `source` is named in errors.
  public static <R extends Record> Rows<R> open(DataFile file, Class<R> type, String source) {
    RecordShape<R> shape = RecordShape.of(type);
    boolean fromText = Format.of(file).textOnly();
    NeededColumns needed = new NeededColumns(file, source, shape.needed());
    return BoundRows.open(file, shape.columns(), needed, row -> bind(row, shape, fromText));
  }

  private static <R extends Record> TypedRow<R> bind(
      Row row, RecordShape<R> shape, boolean fromText) {
    try {
      return new TypedRow.Typed<>(row.number(), shape.read(row.values(), "", fromText));
    } catch (BadValue e) {
      String excerpt = Excerpt.of(row.values());
      return new TypedRow.Bad<>(new BadRow(row.number(), e.reason(), e.text(), excerpt));
    }
  }
}
