package dev.bagel.dataset.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How much of a file has been read, for those who watch.
class PositionTest {
  private static final int ROWS = 20_000;

  @TempDir Path folder;

  record Row(String text) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jsonl",
        "a.jsonl.gz",
        "a.jsonl.zst",
        "a.json",
        "a.csv",
        "a.tsv.gz",
        "a.txt",
        "a.txt.zst",
        "a.parquet"
      })
  void grows_to_the_size_of_the_file(String name) throws IOException {
    DataFile file = write(name);
    long size = Files.size(file.path());
    List<Long> positions = new ArrayList<>();
    try (RowCursor rows = RowFiles.open(file, Set.of())) {
      while (rows.next() != null) {
        positions.add(rows.position());
      }
    }

    assertThat(positions).isSorted().allMatch(position -> position >= 0 && position <= size);
    assertThat(positions.getLast()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.csv", "a.parquet"})
  void stands_in_the_middle_in_the_middle(String name) throws IOException {
    DataFile file = write(name);
    try (RowCursor rows = RowFiles.open(file, Set.of())) {
      for (int row = 0; row < ROWS / 2; row++) {
        rows.next();
      }

      assertThat((double) rows.position()).isBetween(size(file) * 0.3, size(file) * 0.7);
    }
  }

  @Test
  void is_nothing_before_the_first_row_of_a_table() throws IOException {
    try (RowCursor rows = RowFiles.open(write("a.parquet"), Set.of())) {
      assertThat(rows.position()).isZero();
    }
  }

  private static long size(DataFile file) throws IOException {
    return Files.size(file.path());
  }

  private DataFile write(String name) throws IOException {
    if (name.endsWith(".parquet")) {
      DataFile file = new DataFile(name, folder.resolve(name));
      try (ParquetFile<Row> out = ParquetFile.create(file.path(), Row.class)) {
        for (int row = 0; row < ROWS; row++) {
          out.write(new Row("Row number " + row));
        }
      }
      return file;
    }
    StringBuilder text = new StringBuilder(name.contains("sv") ? "text\n" : "");
    for (int row = 0; row < ROWS; row++) {
      text.append(
          name.contains("json") ? "{\"text\":\"Row number " + row + "\"}\n" : row + " row\n");
    }
    return ReadAll.write(folder, name, text.toString());
  }
}
