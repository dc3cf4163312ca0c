package dev.bagel.dataset.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.ReadRow.BadRow;
import dev.bagel.dataset.sample.DropReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "a.txt.gz", "a.txt.zst"})
  void a_text_file_is_one_row(String name) throws IOException {
    DataFile file = ReadAll.write(folder, name, "\uFEFFOne\r\n\nтри");

    assertThat(ReadAll.read(file)).hasToString("[Row[number=0, values={text=One\r\n\nтри}]]");
  }

  @Test
  void a_text_that_is_not_utf8_is_a_bad_row() throws IOException {
    DataFile file = ReadAll.write(folder, "a.txt", "caf\u00e9".getBytes(ISO_8859_1));

    assertThat(((BadRow) ReadAll.read(file).getFirst()).reason())
        .isEqualTo(DropReason.INVALID_TEXT);
  }

  @Test
  void a_text_of_forty_megabytes_is_too_long_and_one_of_five_is_not() throws IOException {
    DataFile five = ReadAll.write(folder, "a.txt", "five\n".repeat(1 << 20));
    DataFile forty = ReadAll.write(folder, "b.txt.zst", "ten chars\n".repeat(4 << 20));

    assertThat(ReadAll.values(five).getFirst()).containsEntry("text", "five\n".repeat(1 << 20));
    assertThat(((BadRow) ReadAll.read(forty).getFirst()).reason()).isEqualTo(DropReason.TOO_LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xml", "README", "a.parquet.gz", "a.gz", "jsonl"})
  void an_ending_that_tells_no_format_is_refused(String name) throws IOException {
    DataFile file = ReadAll.write(folder, name, "");

    refused(file, BagelException.Kind.USER, name + ": its ending tells no format", ".jsonl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.parquet", "a.jsonl", "a.json", "a.csv", "a.tsv.gz", "a.txt.zst"})
  void a_file_that_is_not_there_or_no_file_is_refused(String name) throws IOException {
    DataFile file = new DataFile("data/" + name, folder.resolve(name));
    refused(file, BagelException.Kind.USER, "data/" + name + ": there is no such file");

    Files.createDirectory(file.path());
    refused(file, BagelException.Kind.USER, "data/" + name + " is a folder");
  }

  @Test
  void a_file_that_may_not_be_read_is_refused() throws IOException {
    DataFile file = ReadAll.write(folder, "a.jsonl", "{}");
    assumeThat(file.path().toFile().setReadable(false)).isTrue();
    assumeThat(Files.isReadable(file.path())).as("root reads everything").isFalse();

    refused(file, BagelException.Kind.RESOURCES, "no permission to read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jsonl.gz",
        "a.json.gz",
        "a.csv.gz",
        "a.txt.gz",
        "a.jsonl.zst",
        "a.json.zst",
        "a.csv.zst",
        "a.txt.zst"
      })
  void a_compressed_file_that_is_cut_off_or_no_such_file_is_refused(String name)
      throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      rows.append("{\"a\": \"").append(Integer.toHexString(i * 0x9E3779B1)).append("\"}\n");
    }
    DataFile file = ReadAll.write(folder, name, rows.toString());
    byte[] whole = Files.readAllBytes(file.path());

    for (int length : new int[] {whole.length / 2, whole.length - 3, 5}) {
      Files.write(file.path(), Arrays.copyOf(whole, length));
      refused(file, BagelException.Kind.USER, name + " is damaged or cut off");
    }
    Files.write(file.path(), "no compression at all".getBytes(UTF_8));
    refused(file, BagelException.Kind.USER, name + " is damaged or cut off");
  }

  private static void refused(DataFile file, BagelException.Kind kind, String... parts) {
    assertThatExceptionOfType(BagelException.class)
        .isThrownBy(() -> ReadAll.read(file))
        .satisfies(
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(kind);
              assertThat(refusal.getMessage()).contains(parts).doesNotContain("\n");
            });
  }
}
