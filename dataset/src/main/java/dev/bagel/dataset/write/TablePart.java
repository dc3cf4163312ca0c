package dev.bagel.dataset.write;

import dev.bagel.dataset.files.JsonLines;
import dev.bagel.dataset.files.ParquetFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/// The rows of one table that one part of a build writes: a parquet file, a file of row hashes, and
/// a JSONL file if asked for. Nothing is made before the first row.
public final class TablePart<R extends Record> implements Closeable {
  private final TableFiles files;
  private final int part;
  private final Class<R> rowType;
  private final boolean jsonl;
  private long rows;
  private @Nullable ParquetFile<R> parquet;
  private @Nullable OutputStream hashes;
  private @Nullable JsonLines lines;

  /// @param part its place among the table's parts
  public TablePart(TableFiles files, int part, Class<R> rowType, boolean jsonl) {
    this.files = files;
    this.part = part;
    this.rowType = rowType;
    this.jsonl = jsonl;
  }

  /// @throws ClassCastException where the row is of another table
  public void write(Record any) throws IOException {
    R row = rowType.cast(any);
    if (parquet == null || hashes == null) {
      Files.createDirectories(files.folder());
      parquet = ParquetFile.create(files.parquet(part), rowType);
      hashes = new BufferedOutputStream(Files.newOutputStream(files.hashes(part)));
      lines = jsonl ? JsonLines.create(files.jsonl(part)) : null;
    }
    parquet.write(row);
    hashes.write(RowHash.ofRow(row));
    if (lines != null) {
      lines.write(row);
    }
    rows++;
  }

  /// Completes the files.
  ///
  /// @return the number of rows
  public long finish() throws IOException {
    close();
    return rows;
  }

  @Override
  public void close() throws IOException {
    try (Closeable _ = parquet;
        Closeable _ = hashes;
        Closeable _ = lines) {
      parquet = null;
      hashes = null;
      lines = null;
    }
  }
}
