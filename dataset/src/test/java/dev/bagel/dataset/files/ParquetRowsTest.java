package dev.bagel.dataset.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {
  @TempDir Path folder;

  record Note(long id, String text) {}

  private DataFile duck(String query) throws SQLException {
    Path path = folder.resolve("duck.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("copy (%s) to '%s' (format parquet)".formatted(query, path));
    }
    return new DataFile("duck.parquet", path);
  }

  @Test
  void values_of_another_writer_are_read() throws SQLException, IOException {
    DataFile file =
        duck(
            """
            select true as b, 7::tinyint as i8, -7::integer as i32, 4294967295::uinteger as u32,
              18446744073709551615::ubigint as u64, 1.5::float as f, 'NaN'::double as nan,
              12.340::decimal(9, 3) as small, -0.5::decimal(30, 2) as large,
              date '2024-02-29' as day, timestamp '2024-02-29 12:30:01.5' as stamp,
              timestamptz '2024-02-29 12:30:00+00' as utc, time '23:59:59' as clock,
              '5f0d5cd8-0000-5000-8000-00000000abcd'::uuid as id,
              map {'k': [1, null]} as map, {'text': ['a', 'b'], 'n': null::integer} as struct,
              [[1], [], null] as nested, []::varchar[] as none, null::varchar as nothing
            """);

    assertThat(ReadAll.values(file).getFirst())
        .hasToString(
            "{b=true, i8=7, i32=-7, u32=4294967295, u64=1.8446744073709552E19, f=1.5, nan=null,"
                + " small=12.340, large=-0.50, day=2024-02-29, stamp=2024-02-29T12:30:01.500,"
                + " utc=2024-02-29T12:30:00Z, clock=23:59:59,"
                + " id=5f0d5cd8-0000-5000-8000-00000000abcd, map={k=[1, null]},"
                + " struct={text=[a, b], n=null}, nested=[[1], [], null], none=[], nothing=null}");
  }

  @Test
  void bytes_that_are_no_text_spoil_their_row_only() throws SQLException, IOException {
    DataFile file =
        duck(
            "select * from (values ('a'::blob, 1), ('\\xC3\\x28'::blob, 2), ('b'::blob, 3)) t(x,"
                + " n)");

    List<ReadRow> rows = ReadAll.read(file);

    assertThat(rows.get(0)).hasToString("Row[number=0, values={x=a, n=1}]");
    assertThat(rows.get(1))
        .isInstanceOfSatisfying(
            BadRow.class,
            bad -> {
              assertThat(bad.reason()).isEqualTo(DropReason.INVALID_TEXT);
              assertThat(bad.message()).isEqualTo("x: not UTF-8");
            });
    assertThat(rows.get(2)).hasToString("Row[number=2, values={x=b, n=3}]");
    assertThat(ReadAll.read(file, "n").get(1)).hasToString("Row[number=1, values={n=2}]");
  }

  @Test
  void a_file_that_is_no_whole_parquet_file_is_refused() throws IOException {
    DataFile file = notes(1_000);
    byte[] whole = Files.readAllBytes(file.path());

    for (int length : new int[] {0, 3, 4, 12, whole.length / 2, whole.length - 1}) {
      refused(file, Arrays.copyOf(whole, length));
    }
    refused(file, "PAR1 is how it should begin, and end: PAR1".getBytes(UTF_8));
    refused(file, "{\"a\": 1}\n".repeat(100).getBytes(UTF_8));
  }

  @Test
  void flipped_bytes_are_refused_or_read_but_never_break_the_reader() throws IOException {
    DataFile file = notes(300);
    byte[] whole = Files.readAllBytes(file.path());
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      Chance chance = new Chance(i);
      int at = chance.pick(whole.length, Drop.NO_ID, "where");
      damaged[at] ^= (byte) (1 + chance.pick(255, Drop.NO_ID, "what"));
      Files.write(file.path(), damaged);
      try {
        ReadAll.read(file);
      } catch (BagelException e) {
        assertThat(e.getMessage()).startsWith("notes.parquet").doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(150);
  }

  @Test
  void a_cell_of_five_megabytes_is_read() throws IOException {
    DataFile file = new DataFile("big.parquet", folder.resolve("big.parquet"));
    String big = "five\n".repeat(1 << 20);
    try (ParquetFile<Note> out = ParquetFile.create(file.path(), Note.class)) {
      for (int i = 0; i < 8; i++) {
        out.write(new Note(i, big));
      }
    }

    long rows = 0;
    try (Rows<Note> in = TypedRows.open(file, Note.class, "big")) {
      for (TypedRow<Note> row = in.next(); row != null; row = in.next()) {
        assertThat(row).isEqualTo(new TypedRow.Typed<>(rows, new Note(rows, big)));
        rows++;
      }
    }
    assertThat(rows).isEqualTo(8);
  }

  private DataFile notes(int count) {
    DataFile file = new DataFile("notes.parquet", folder.resolve("notes.parquet"));
    try (ParquetFile<Note> out = ParquetFile.create(file.path(), Note.class)) {
      for (int i = 0; i < count; i++) {
        out.write(new Note(i, Integer.toHexString(i * 0x9E3779B1)));
      }
    }
    return file;
  }

  private static void refused(DataFile file, byte[] bytes) throws IOException {
    Files.write(file.path(), bytes);
    assertThatExceptionOfType(BagelException.class)
        .isThrownBy(() -> ReadAll.read(file))
        .satisfies(
            error -> {
              assertThat(error.kind()).isEqualTo(BagelException.Kind.USER);
              assertThat(error.getMessage())
                  .startsWith("notes.parquet is not a whole parquet file (")
                  .doesNotContain("\n");
            });
  }
}
