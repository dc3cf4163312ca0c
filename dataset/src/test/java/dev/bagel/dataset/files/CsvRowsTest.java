package dev.bagel.dataset.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;
import dev.bagel.dataset.sample.DropReason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.csv", "a.csv.gz", "a.csv.zst"})
  void records_become_rows_of_text(String name) throws IOException {
    DataFile file =
        ReadAll.write(
            folder,
            name,
            "\uFEFFid,\"the text\"\n1,\"a \"\"quoted\"\", line\r\nand more\"\n\n2,œuvre 🥯\n3,\n");

    assertThat(ReadAll.read(file))
        .hasToString(
            "[Row[number=0, values={id=1, the text=a \"quoted\", line\r\nand more}],"
                + " Row[number=1, values={id=2, the text=œuvre 🥯}],"
                + " Row[number=2, values={id=3, the text=}]]");
    try (RowCursor rows = RowFiles.open(file, Set.of("id"))) {
      assertThat(rows.columns()).containsExactly("id", "the text");
      assertThat(rows.next()).hasToString("Row[number=0, values={id=1}]");
    }
  }

  @Test
  void tabs_separate_the_fields_of_a_tsv_file() throws IOException {
    DataFile file = ReadAll.write(folder, "a.tsv", "a\tb\n1,2\t3\n");

    assertThat(ReadAll.read(file)).hasToString("[Row[number=0, values={a=1,2, b=3}]]");
  }

  @Test
  void bad_records_are_bad_rows() throws IOException {
    byte[] bytes = "a,b\n1\n1,2,3\ncaf\u00e9,x\n4,5\n".getBytes(ISO_8859_1);

    List<ReadRow> rows = ReadAll.read(ReadAll.write(folder, "a.csv", bytes));

    assertThat(rows).hasSize(4);
    assertThat(rows.subList(0, 3))
        .extracting(row -> ((BadRow) row).reason(), row -> ((BadRow) row).message())
        .containsExactly(
            tuple(DropReason.MALFORMED, "1 fields, but the heading has 2"),
            tuple(DropReason.MALFORMED, "3 fields, but the heading has 2"),
            tuple(DropReason.INVALID_TEXT, "a: not UTF-8"));
    assertThat(rows.getLast()).hasToString("Row[number=3, values={a=4, b=5}]");
  }

  @Test
  void a_quote_that_never_closes_ends_the_file_with_an_error() throws IOException {
    DataFile file = ReadAll.write(folder, "open.csv", "a,b\n1,2\n3,\"4\n5,6\n");

    try (RowCursor rows = RowFiles.open(file, Set.of())) {
      assertThat(rows.next()).hasToString("Row[number=0, values={a=1, b=2}]");
      assertThatThrownBy(rows::next)
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("open.csv cannot be read from row 1 on")
          .hasMessageContaining("quote");
    }
  }

  @Test
  void a_quote_that_never_closes_takes_bounded_memory() throws IOException {
    DataFile file = new DataFile("open.csv", folder.resolve("open.csv"));
    byte[] line = ("z".repeat((1 << 20) - 1) + "\n").getBytes(ISO_8859_1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file.path()))) {
      out.write("a\n\"".getBytes(ISO_8859_1));
      for (int i = 0; i < 40; i++) {
        out.write(line);
      }
    }

    assertThatThrownBy(() -> ReadAll.read(file))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("open.csv cannot be read from row 0 on");
  }

  @Test
  void a_cell_of_five_megabytes_is_read() throws IOException {
    String text = "long, ".repeat(1 << 20);

    assertThat(
            ReadAll.values(ReadAll.write(folder, "a.csv", "a,b\n\"" + text + "\",1\n")).getFirst())
        .containsEntry("a", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n"})
  void a_file_without_heading_is_refused(String text) throws IOException {
    DataFile file = ReadAll.write(folder, "empty.csv", text);

    assertThatThrownBy(() -> ReadAll.read(file))
        .isInstanceOf(BagelException.class)
        .hasMessage("empty.csv is empty: a heading is missing");
  }

  @Test
  void a_heading_that_names_a_column_twice_is_refused() throws IOException {
    DataFile file = ReadAll.write(folder, "twice.csv", "a,b,a\n1,2,3\n");

    assertThatThrownBy(() -> ReadAll.read(file))
        .isInstanceOf(BagelException.class)
        .hasMessage("twice.csv: the heading's column 3 is called 'a' like an earlier one");
  }

  @Test
  void rows_after_the_heading_may_be_absent() throws IOException {
    assertThat(ReadAll.read(ReadAll.write(folder, "a.csv", "a,b"))).isEmpty();
    assertThat(ReadAll.read(ReadAll.write(folder, "b.csv", "a\n1")).getFirst())
        .isInstanceOf(Row.class);
  }
}
