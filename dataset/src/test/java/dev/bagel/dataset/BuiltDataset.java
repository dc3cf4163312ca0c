package dev.bagel.dataset;

import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.files.RowCursor;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.write.Manifest;
import dev.bagel.dataset.write.Manifest.SourceEntry;
import dev.bagel.dataset.write.Manifest.TableEntry;
import dev.bagel.dataset.write.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A data set that a test has built, and its rows as Bagel's own reader gives them.
record BuiltDataset(Path folder, Manifest manifest) {

  /// One row; null values are empty.
  record Row(Map<String, @Nullable Object> values) {
    String get(String column) {
      Object value = values.get(column);
      return value == null ? "" : value.toString();
    }

    /// How many turns of a sample have a role.
    long turns(String role) {
      return values.get("conversations") instanceof List<?> turns
          ? turns.stream()
              .filter(turn -> turn instanceof Map<?, ?> map && role.equals(map.get("from")))
              .count()
          : 0;
    }
  }

  SourceEntry source(String name) {
    return Objects.requireNonNull(manifest.sources().get(name), name);
  }

  TableEntry table(Table table) {
    return Objects.requireNonNull(manifest.tables().get(table.label()), table.label());
  }

  List<Row> rows(Table table) {
    return rows(table, ".parquet");
  }

  List<Row> rows(Table table, String ending) {
    List<Row> rows = new ArrayList<>();
    for (Path file : files(table, ending)) {
      try (RowCursor cursor =
          RowFiles.open(new DataFile(file.getFileName().toString(), file), Set.of())) {
        for (ReadRow next = cursor.next(); next != null; next = cursor.next()) {
          switch (next) {
            case ReadRow.Row row -> rows.add(new Row(row.values()));
            case ReadRow.BadRow bad -> throw new AssertionError(bad);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }

  List<Path> files(Table table, String ending) {
    try (Stream<Path> files = Files.list(folder.resolve(table.label()))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The ledger's rows of one source and reason.
  List<Row> drops(String source, String reason) {
    return rows(Table.DROPPED).stream()
        .filter(row -> row.get("source").equals(source) && row.get("reason").equals(reason))
        .toList();
  }
}
