package dev.bagel.dataset.files;

import com.jerolba.carpet.io.FileSystemInputFile;
import dev.bagel.BagelException;
import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;
import dev.bagel.dataset.sample.DropReason;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.GroupType;
import org.jspecify.annotations.Nullable;

/// Rows of an Apache Parquet file. Of a row group only the columns that are needed are held, still
/// compressed; pages are unpacked one at a time.
final class ParquetRows implements RowCursor {
  private final DataFile file;
  private final Set<String> columns;
  private final long rows;
  private final long bytes;
  private final ParquetReader<ParquetRecord> reader;
  private long number = -1;

  private ParquetRows(
      DataFile file, Footer footer, long bytes, ParquetReader<ParquetRecord> reader) {
    this.file = file;
    this.columns = footer.columns();
    this.rows = footer.rows();
    this.bytes = bytes;
    this.reader = reader;
  }

  static ParquetRows open(DataFile file, Set<String> columns) {
    return guarded(
        file,
        0,
        () -> {
          InputFile input = named(file);
          Footer footer = footer(input);
          return new ParquetRows(
              file, footer, input.getLength(), new Builder(input, columns).build());
        });
  }

  /// The library names its input in messages.
  private static InputFile named(DataFile file) {
    return new FileSystemInputFile(file.path().toFile()) {
      @Override
      public String toString() {
        return file.name();
      }
    };
  }

  @Override
  public Set<String> columns() {
    return columns;
  }

  @Override
  public @Nullable ReadRow next() {
    number++;
    ParquetRecord[] read = new ParquetRecord[1];
    boolean more =
        guarded(
            file,
            number,
            () -> {
              read[0] = reader.read();
              return read[0] != null;
            });
    if (!more) {
      return null;
    }
    ParquetRecord row = read[0];
    if (row.unreadable() != null) {
      String message = row.unreadable() + ": not UTF-8";
      return new BadRow(number, DropReason.INVALID_TEXT, message, Excerpt.of(row.values()));
    }
    return new Row(number, row.values());
  }

  @Override
  public long position() {
    return rows == 0 ? 0 : Math.min(number + 1, rows) * bytes / rows;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw FileTrouble.reading(file, e);
    }
  }

  private static Footer footer(InputFile input) throws IOException {
    ParquetConfiguration settings = new PlainParquetConfiguration();
    ParquetReadOptions options = ParquetReadOptions.builder(settings).build();
    try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
      GroupType schema = reader.getFileMetaData().getSchema();
      Set<String> names = new LinkedHashSet<>();
      schema.getFields().forEach(field -> names.add(field.getName()));
      return new Footer(names, reader.getRecordCount());
    }
  }

  private record Footer(Set<String> columns, long rows) {}

  /// Bytes that are wrong anywhere may make the library throw anything, down to errors: lengths
  /// that it believes ask for gigabytes.
  private static <T> T guarded(DataFile file, long row, Reading<T> reading) {
    try {
      return reading.get();
    } catch (OutOfMemoryError e) {
      throw BagelException.resources(
          "%s: not enough memory for row %d: give Java more (-Xmx), or fetch the file again if it is"
                  .formatted(file.name(), row)
              + " damaged",
          e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw BagelException.user(
          "%s is not a whole parquet file (%s, at row %d): fetch it again"
              .formatted(file.name(), FileTrouble.causeOf(e), row),
          e);
    }
  }

  private interface Reading<T> {
    T get() throws IOException;
  }

  private static final class Builder extends ParquetReader.Builder<ParquetRecord> {
    private final Set<String> columns;

    Builder(InputFile input, Set<String> columns) {
      super(input, new PlainParquetConfiguration());
      this.columns = columns;
      usePageChecksumVerification();
    }

    @Override
    protected ReadSupport<ParquetRecord> getReadSupport() {
      return new ParquetProjection(columns);
    }
  }
}
