package dev.bagel.dataset.files;

import dev.bagel.BagelException;
import java.util.Optional;
import java.util.Set;

/// Opens data files of every format that Bagel reads: parquet, JSONL, JSON arrays, CSV, TSV and
/// plain text, all but parquet also compressed with gzip or zstd.
public final class RowFiles {
  private RowFiles() {}

  /// The rows of a file; its name's ending says the format, and standard input is JSON lines.
  /// `columns` are those that the reader needs (empty: all): rows may hold others too.
  ///
  /// Throws a [BagelException] where the file is absent, of an unknown format, or no such file at
  /// all. The cursor is for one thread.
  public static RowCursor open(DataFile file, Set<String> columns) {
    check(file);
    return switch (Format.of(file)) {
      case PARQUET -> ParquetRows.open(file, columns);
      case JSONL -> JsonRows.lines(file, columns);
      case JSON -> JsonRows.linesOrArray(file, columns);
      case CSV -> CsvRows.open(file, ',', columns);
      case TSV -> CsvRows.open(file, '\t', columns);
      case TEXT -> TextRow.open(file);
    };
  }

  /// Throws a [BagelException] where [#open] would for want of the file or a known format, without
  /// opening it.
  public static void check(DataFile file) {
    FileTrouble.refuseUnreadable(file);
    Format.of(file);
  }

  /// A file's name without the ending that tells its format; empty where Bagel reads no such file.
  public static Optional<String> stem(String name) {
    return Format.ending(name).map(ending -> name.substring(0, name.length() - ending.length()));
  }
}
