package dev.bagel.dataset.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.github.luben.zstd.ZstdOutputStream;
import dev.bagel.BagelException;
import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.files.ReadRow.Row;
import dev.bagel.dataset.sample.DropReason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.ndjson", "a.json", "A.JSONL", "a.jsonl.gz", "a.jsonl.zst"})
  void lines_become_rows_numbered_by_line(String name) throws IOException {
    DataFile file =
        ReadAll.write(folder, name, "{\"a\": 1}\n\n  \r\n{\"a\": \"x\"}\r\n{\"b\": []}");

    assertThat(ReadAll.read(file))
        .hasToString(
            "[Row[number=0, values={a=1}], Row[number=3, values={a=x}],"
                + " Row[number=4, values={b=[]}]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.json", "a.json.gz", "a.json.zst"})
  void elements_of_an_array_become_rows_numbered_by_element(String name) throws IOException {
    DataFile file =
        ReadAll.write(
            folder,
            name,
            " \n[ {\"a\": \"],{\\\"\"},\n{\"a\":[{\"b\":[1,2]}]} , {\"a\": null}]\n ");

    assertThat(ReadAll.read(file))
        .hasToString(
            "[Row[number=0, values={a=],{\"}], Row[number=1, values={a=[{b=[1, 2]}]}],"
                + " Row[number=2, values={a=null}]]");
  }

  @Test
  void values_have_the_types_of_the_contract() throws IOException {
    DataFile file =
        ReadAll.write(
            folder,
            "a.jsonl",
            """
            {"s": "é🥯", "i": -7, "l": 9223372036854775807, "big": 9223372036854775808, "d": 1.5,\
             "e": 1e3, "t": true, "f": false, "n": null, "nan": NaN, "inf": -Infinity,\
             "list": [1, "a", [null]], "map": {"k": {"v": 2}}}
            """);

    assertThat(ReadAll.values(file).getFirst())
        .containsExactly(
            entry("s", "é🥯"),
            entry("i", -7L),
            entry("l", Long.MAX_VALUE),
            entry("big", 9.223372036854776E18),
            entry("d", 1.5),
            entry("e", 1000.0),
            entry("t", true),
            entry("f", false),
            entry("n", null),
            entry("nan", null),
            entry("inf", null),
            entry("list", List.of(1L, "a", Arrays.asList((Object) null))),
            entry("map", Map.of("k", Map.of("v", 2L))));
  }

  @Test
  void only_the_columns_that_are_needed_are_kept() throws IOException {
    DataFile file = ReadAll.write(folder, "a.jsonl", "{\"a\": {\"x\": [1]}, \"b\": 2, \"c\": 3}");

    assertThat(ReadAll.read(file, "b")).hasToString("[Row[number=0, values={b=2}]]");
  }

  @Test
  void a_byte_order_mark_is_skipped() throws IOException {
    assertThat(ReadAll.values(ReadAll.write(folder, "a.jsonl", "\uFEFF{\"a\":1}"))).hasSize(1);
    assertThat(ReadAll.values(ReadAll.write(folder, "b.json", "\uFEFF[{\"a\":1}]"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "[]", " [ \n ] "})
  void a_file_of_nothing_has_no_rows(String text) throws IOException {
    assertThat(ReadAll.read(ReadAll.write(folder, "a.json", text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": }            | MALFORMED    | not JSON",
        "{\"a\": 1            | MALFORMED    | not JSON",
        "{\"a\": 1} {\"a\":2} | MALFORMED    | more than one JSON value",
        "[1, 2]               | MALFORMED    | not a JSON object",
        "\"text\"             | MALFORMED    | not a JSON object",
        "null                 | MALFORMED    | not a JSON object",
        "{\"a\": \"\\ud83d\"} | INVALID_TEXT | half a surrogate pair in a",
        "{\"a\":[{\"\\uDE00\":1}]}| MALFORMED    | not JSON: Unexpected low surrogate in property"
            + " name",
        "{\"a\":[{\"b\":\"\\uDE00\"}]}| INVALID_TEXT | half a surrogate pair in a",
        "{\"a\": \"\\ude00\\ud83d\"}| INVALID_TEXT | half a surrogate pair in a",
      })
  void a_bad_line_is_one_bad_row(String line, DropReason reason, String message)
      throws IOException {
    DataFile file =
        ReadAll.write(folder, "a.jsonl", "{\"a\": 0}\n" + line + "\n{\"a\": \"\\ud83d\\ude00\"}\n");

    List<ReadRow> rows = ReadAll.read(file);

    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).isInstanceOf(Row.class);
    assertThat(rows.get(1))
        .isInstanceOfSatisfying(
            BadRow.class,
            bad -> {
              assertThat(bad.number()).isEqualTo(1);
              assertThat(bad.reason()).isEqualTo(reason);
              assertThat(bad.message()).startsWith(message).doesNotContain("\n");
              assertThat(bad.excerpt()).isEqualTo(line.strip());
            });
    assertThat(((Row) rows.get(2)).values()).containsEntry("a", "😀");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": }                | MALFORMED",
        "7                        | MALFORMED",
        "[{}]                     | MALFORMED",
        "{\"a\": tru}             | MALFORMED",
        "''                       | MALFORMED",
        "{\"a\": \"\\ud83d\"}     | INVALID_TEXT",
      })
  void a_bad_element_is_one_bad_row(String element, DropReason reason) throws IOException {
    DataFile file =
        ReadAll.write(folder, "a.json", "[{\"a\": 0},\n" + element + "\n,{\"a\": 2}]\n");

    List<ReadRow> rows = ReadAll.read(file);

    assertThat(rows).hasSize(3);
    assertThat(((BadRow) rows.get(1)).reason()).isEqualTo(reason);
    assertThat(rows.get(2)).hasToString("Row[number=2, values={a=2}]");
  }

  @Test
  void bytes_that_are_not_utf8_spoil_their_row_only() throws IOException {
    byte[] bytes = "{\"a\": \"caf\u00e9\"}\n{\"a\": 1}\n{\"a\": \"\u0000\"}".getBytes(ISO_8859_1);

    List<ReadRow> rows = ReadAll.read(ReadAll.write(folder, "a.jsonl", bytes));

    assertThat(rows)
        .extracting(row -> row instanceof BadRow bad ? bad.reason() : null)
        .containsExactly(DropReason.INVALID_TEXT, null, DropReason.MALFORMED);
  }

  @Test
  void nesting_without_end_is_a_bad_row() throws IOException {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    DataFile file = ReadAll.write(folder, "a.json", "[" + deep + ",{\"a\":1}]");

    assertThat(((BadRow) ReadAll.read(file).getFirst()).reason()).isEqualTo(DropReason.MALFORMED);
    assertThat(((BadRow) ReadAll.read(file, "b").getFirst()).reason())
        .isEqualTo(DropReason.MALFORMED);
    assertThat(ReadAll.read(file)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[{\"a\":1},{\"a\":2},{\"a\"", "[{\"a\":1},{\"a\":2},", "[{\"a\":1},{\"a\":2} "})
  void an_array_that_does_not_end_gives_its_rows_and_then_says_so(String text) throws IOException {
    DataFile file = ReadAll.write(folder, "cut.json", text);

    try (RowCursor rows = RowFiles.open(file, Set.of())) {
      assertThat(rows.next()).hasToString("Row[number=0, values={a=1}]");
      if (!text.endsWith(" ")) {
        assertThat(rows.next()).hasToString("Row[number=1, values={a=2}]");
      }
      assertThatThrownBy(rows::next)
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("cut.json is cut off in row");
    }
  }

  @Test
  void an_array_with_something_behind_it_is_refused() throws IOException {
    DataFile file = ReadAll.write(folder, "two.json", "[{\"a\":1}]\n[{\"a\":2}]");

    assertThatThrownBy(() -> ReadAll.read(file))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("two.json goes on behind the end of its JSON array, after row 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.json"})
  void a_row_of_five_megabytes_is_read_and_one_of_forty_is_too_long(String name)
      throws IOException {
    boolean array = name.endsWith(".json");
    DataFile file = new DataFile(name, folder.resolve(name));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file.path()))) {
      out.write((array ? "[" : "").getBytes(ISO_8859_1));
      writeRow(out, 5);
      out.write((array ? "," : "\n").getBytes(ISO_8859_1));
      writeRow(out, 40);
      out.write((array ? "," : "\n").getBytes(ISO_8859_1));
      writeRow(out, 0);
      out.write((array ? "]" : "\n").getBytes(ISO_8859_1));
    }

    List<ReadRow> rows = ReadAll.read(file);

    assertThat(rows).hasSize(3);
    assertThat((String) ((Row) rows.get(0)).values().get("a")).hasSize(5 << 20);
    assertThat(rows.get(1))
        .isInstanceOfSatisfying(
            BadRow.class,
            bad -> {
              assertThat(bad.reason()).isEqualTo(DropReason.TOO_LONG);
              assertThat(bad.excerpt()).startsWith("{\"a\": \"xxx").hasSize(200);
            });
    assertThat(rows.get(2)).hasToString("Row[number=2, values={a=}]");
  }

  /// The array is 1.2 GB long and the tests' heap 1 GB: a reader that kept rows, or the array,
  /// would not come to its end.
  @Test
  @Tag("slow")
  void an_array_of_200_000_elements_streams() throws IOException {
    byte[] element = ("{\"a\": \"" + "y".repeat(6_000) + "\"},").getBytes(ISO_8859_1);
    DataFile file = new DataFile("long.json.zst", folder.resolve("long.json.zst"));
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(file.path()))) {
      out.write('[');
      for (int i = 0; i < 199_999; i++) {
        out.write(element);
      }
      out.write("{}]".getBytes(ISO_8859_1));
    }

    long rows = 0;
    try (RowCursor cursor = RowFiles.open(file, Set.of())) {
      while (cursor.next() instanceof Row) {
        rows++;
      }
    }

    assertThat(Runtime.getRuntime().maxMemory()).isLessThan(200_000L * element.length);
    assertThat(rows).isEqualTo(200_000);
  }

  private static void writeRow(OutputStream out, int megabytes) throws IOException {
    out.write("{\"a\": \"".getBytes(ISO_8859_1));
    byte[] megabyte = "x".repeat(1 << 20).getBytes(ISO_8859_1);
    for (int i = 0; i < megabytes; i++) {
      out.write(megabyte);
    }
    out.write("\"}".getBytes(ISO_8859_1));
  }
}
