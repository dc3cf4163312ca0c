package dev.bagel.dataset.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

class RoundTripTest {
  private static Path folder = Path.of("");

  record Flat(String text, @Nullable String maybe, long whole, double number, boolean truth) {}

  record Strings(String text, String maybe, String whole, String number, String truth) {}

  @BeforeContainer
  static void create_folder() throws IOException {
    folder = Files.createTempDirectory("round-trip");
  }

  @AfterContainer
  static void delete_folder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Provide
  Arbitrary<List<Flat>> rows() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars('a', '"', ',', '\n', '\r', '\t', '\\', ']', '}', '\'', ' ', 'é', '\uFEFF')
            .withCharRange('\u0000', '\uD7FF')
            .ofMaxLength(20)
            .map(each -> each.contains("a") ? each + "🥯" : each);
    return Combinators.combine(
            text,
            text.injectNull(0.2),
            Arbitraries.longs(),
            Arbitraries.doubles(),
            Arbitraries.of(true, false))
        .as(Flat::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 150)
  void rows_come_back_from_json_lines(@ForAll("rows") List<Flat> rows) throws IOException {
    DataFile file = new DataFile("a.jsonl", folder.resolve("a.jsonl"));
    try (JsonLines out = JsonLines.create(file.path())) {
      rows.forEach(out::write);
    }
    assertThat(typed(file, Flat.class)).isEqualTo(rows);
  }

  @Property(tries = 150)
  void rows_come_back_from_a_json_array(@ForAll("rows") List<Flat> rows) throws IOException {
    Path lines = folder.resolve("b.jsonl");
    try (JsonLines out = JsonLines.create(lines)) {
      rows.forEach(out::write);
    }
    DataFile file =
        ReadAll.write(
            folder,
            "b.json",
            Files.readAllLines(lines).stream().collect(Collectors.joining(" ,\n", "[", "]\n")));

    assertThat(typed(file, Flat.class)).isEqualTo(rows);
  }

  @Property(tries = 60)
  void rows_come_back_from_parquet(@ForAll("rows") List<Flat> rows) {
    DataFile file = new DataFile("a.parquet", folder.resolve("a.parquet"));
    try (ParquetFile<Flat> out = ParquetFile.create(file.path(), Flat.class)) {
      rows.forEach(out::write);
    }
    assertThat(typed(file, Flat.class)).isEqualTo(rows);
  }

  @Property(tries = 150)
  void rows_come_back_from_csv_as_text(@ForAll("rows") List<Flat> rows) throws IOException {
    StringBuilder table = new StringBuilder("text,maybe,whole,number,truth\n");
    List<Strings> expected = new ArrayList<>();
    for (Flat row : rows) {
      String maybe = row.maybe == null ? "" : row.maybe;
      Strings strings =
          new Strings(row.text, maybe, "" + row.whole, "" + row.number, "" + row.truth);
      expected.add(strings);
      table.append(
          List.of(row.text, maybe, strings.whole, strings.number, strings.truth).stream()
              .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
              .collect(Collectors.joining(",", "", "\r\n")));
    }
    DataFile file = ReadAll.write(folder, "a.csv", table.toString());

    assertThat(typed(file, Strings.class)).isEqualTo(expected);
  }

  @Property(tries = 200)
  void garbage_is_bad_rows_or_one_error(@ForAll("garbage") byte[] bytes) throws IOException {
    for (String name : List.of("g.jsonl", "g.json", "g.csv", "g.tsv", "g.txt", "g.parquet")) {
      DataFile file = ReadAll.write(folder, name, bytes);
      try {
        assertThat(ReadAll.read(file)).hasSizeLessThanOrEqualTo(bytes.length + 1);
      } catch (BagelException e) {
        assertThat(e.getMessage()).startsWith(name).doesNotContain("\n");
      }
    }
  }

  @Provide
  Arbitrary<byte[]> garbage() {
    Arbitrary<Byte> signs =
        Arbitraries.of("[]{}\",:\\\n\r\t ue1-.an".chars().mapToObj(c -> (byte) c).toList());
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, signs), net.jqwik.api.Tuple.of(1, Arbitraries.bytes()))
        .array(byte[].class)
        .ofMaxSize(80);
  }

  @Property(tries = 2000)
  void utf8_is_what_the_jdk_takes_for_it(@ForAll("nearlyUtf8") byte[] bytes) {
    boolean valid;
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      valid = true;
    } catch (CharacterCodingException e) {
      valid = false;
    }

    assertThat(Utf8.valid(bytes, 0, bytes.length)).isEqualTo(valid);
    assertThat(Utf8.decode(bytes, 0, bytes.length) != null).isEqualTo(valid);
    assertThat(Utf8.decode(new String(bytes, StandardCharsets.ISO_8859_1)) != null)
        .isEqualTo(valid);
  }

  @Provide
  Arbitrary<byte[]> nearlyUtf8() {
    Arbitrary<Integer> edges =
        Arbitraries.of(
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
            0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xFF);
    return edges.map(Integer::byteValue).array(byte[].class).ofMaxSize(5);
  }

  private static <R extends Record> List<R> typed(DataFile file, Class<R> type) {
    List<R> values = new ArrayList<>();
    try (Rows<R> rows = TypedRows.open(file, type, "test")) {
      for (TypedRow<R> row = rows.next(); row != null; row = rows.next()) {
        switch (row) {
          case TypedRow.Typed<R> typed -> values.add(typed.value());
          case TypedRow.Bad<R> bad -> throw new AssertionError(bad);
        }
      }
    }
    return values;
  }
}
