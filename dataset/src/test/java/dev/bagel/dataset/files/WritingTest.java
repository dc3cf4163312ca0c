package dev.bagel.dataset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingTest {
  /// Takes no byte, as a full disk.
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  record Line(
      String text, @Column("topic;") @Nullable String topic, List<Double> numbers, UUID id) {}

  @Test
  void json_lines_are_compact_and_plain() throws IOException {
    Path path = folder.resolve("a.jsonl");
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("b", Arrays.asList(1, 2L, null, true, Double.NaN));
    map.put("a", Map.of("k", "a\"\\\n\u2028/é🥯"));

    try (JsonLines lines = JsonLines.create(path)) {
      lines.write(map);
      lines.write(new Line("x", null, List.of(0.5, 1.0), new UUID(0, 1)));
    }

    assertThat(Files.readString(path))
        .isEqualTo(
            "{\"b\":[1,2,null,true,null],\"a\":{\"k\":\"a\\\"\\\\\\n\u2028/é🥯\"}}\n"
                + "{\"text\":\"x\",\"topic;\":null,\"numbers\":[0.5,1.0],"
                + "\"id\":\"00000000-0000-0000-0000-000000000001\"}\n");
  }

  @Test
  void half_a_surrogate_pair_cannot_be_written() throws IOException {
    JsonLines lines = JsonLines.create(folder.resolve("a.jsonl"));

    assertThatExceptionOfType(BagelException.class)
        .isThrownBy(() -> lines.write(Map.of("a", "\ud83d")))
        .withMessageStartingWith("a.jsonl: a row cannot be written");
    lines.close();

    record Texts(List<String> texts) {}
    try (ParquetFile<Texts> file = ParquetFile.create(folder.resolve("a.parquet"), Texts.class)) {
      assertThatExceptionOfType(BagelException.class)
          .isThrownBy(() -> file.write(new Texts(List.of("a", "\ude00"))))
          .withMessageStartingWith("a.parquet: a row cannot be written (half a surrogate pair");
    }
  }

  @Test
  void a_folder_that_is_not_there_is_an_error_that_names_it() {
    Path path = folder.resolve("nowhere").resolve("a");

    for (Runnable writing :
        List.<Runnable>of(
            () -> JsonLines.create(path).close(),
            () -> ParquetFile.create(path, Line.class).close())) {
      assertThatExceptionOfType(BagelException.class)
          .isThrownBy(writing::run)
          .withMessageContaining("a cannot be written")
          .withMessageContaining("nowhere")
          .satisfies(error -> assertThat(error.kind()).isEqualTo(BagelException.Kind.RESOURCES));
    }
  }

  @Test
  void a_full_disk_is_an_error_that_says_so() {
    assumeThat(FULL).exists();
    for (Runnable writing :
        List.<Runnable>of(WritingTest::fillWithLines, WritingTest::fillWithParquet)) {
      assertThatExceptionOfType(BagelException.class)
          .isThrownBy(writing::run)
          .withMessageStartingWith("no space left on the disk that holds /dev")
          .satisfies(error -> assertThat(error.kind()).isEqualTo(BagelException.Kind.RESOURCES));
    }
  }

  private static void fillWithLines() {
    try (JsonLines lines = JsonLines.create(FULL)) {
      lines.write(Map.of("a", "x".repeat(1 << 20)));
    }
  }

  private static void fillWithParquet() {
    try (ParquetFile<Line> file = ParquetFile.create(FULL, Line.class)) {
      file.write(new Line("x".repeat(1 << 20), null, List.of(), new UUID(0, 1)));
    }
  }

  @Test
  void a_digest_is_that_of_the_standard_examples() throws IOException {
    Path path = folder.resolve("abc");
    Files.writeString(path, "abc");
    assertThat(Sha256.of(path))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    Files.writeString(path, "a".repeat(1_000_000));
    assertThat(Sha256.of(path))
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");

    assertThatExceptionOfType(BagelException.class)
        .isThrownBy(() -> Sha256.of(folder.resolve("nothing")))
        .withMessageContaining("there is no such file");
  }
}
