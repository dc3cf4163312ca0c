package dev.bagel.torch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.tokenizer.Boundary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When tokens that were made are taken again, and when they are not.
class TokenFileTest {
  /// No file that is made in a test is this old.
  private static final FileTime OLD = FileTime.fromMillis(0);

  @TempDir private Path temp;
  private DataFolder folder;
  private Path rows = Path.of("");
  private Path tokens = Path.of("");

  @BeforeEach
  void open() throws IOException {
    folder = new DataFolder(temp);
    rows = folder.rows("{\"text\":\"abc\"}", "{\"text\":\"%s\"}".formatted("x".repeat(60)));
    tokens = folder.run.resolve("sft.tokens");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  /// Opens the rows.
  ///
  /// @return whether the tokens were made anew
  private boolean made(DataSettings settings) throws IOException {
    if (Files.exists(tokens)) {
      Files.setLastModifiedTime(tokens, OLD);
    }
    try (SftData data = folder.sft(rows, settings)) {
      assertThat(folder.show(data)).startsWith("<s>[abc</s>]");
      assertThat(data.dropped()).hasSize(2 - data.size());
      assertThat(data.facts().rows()).isEqualTo(2);
    }
    try (var files = Files.list(folder.run)) {
      assertThat(files).containsExactly(tokens);
    }
    return !Files.getLastModifiedTime(tokens).equals(OLD);
  }

  @Test
  void tokens_are_made_once() throws IOException {
    assertThat(made(DataFolder.SETTINGS)).isTrue();
    assertThat(made(DataFolder.SETTINGS)).isFalse();
    assertThat(made(DataFolder.SETTINGS.withSeed(7).withPacking(true))).isFalse();
    assertThat(made(DataFolder.SETTINGS.withHeldOut(new HeldOut.Rows(3)))).isFalse();
  }

  @Test
  void what_decides_about_tokens_makes_them_anew() throws IOException {
    LocalDate date = DataFolder.SETTINGS.date();
    assertThat(made(DataFolder.SETTINGS)).isTrue();
    assertThat(made(DataSettings.upTo(80, date))).isTrue();
    assertThat(made(DataFolder.SETTINGS)).isTrue();
    assertThat(made(DataFolder.SETTINGS.withBoundary(Boundary.JOINED))).isTrue();
    Path template = Files.writeString(temp.resolve("t.jinja"), "x");
    assertThat(made(DataFolder.SETTINGS.withTemplate(template))).isTrue();
    assertThat(made(DataFolder.SETTINGS.withTemplate(template))).isFalse();
    Files.writeString(template, "y");
    assertThat(made(DataFolder.SETTINGS.withTemplate(template))).isTrue();
    folder.rows("{\"text\":\"abc\"}", "{\"text\":\"%s\"}".formatted("y".repeat(60)));
    assertThat(made(DataFolder.SETTINGS)).isTrue();
  }

  @Test
  void the_date_matters_where_a_template_asks_for_it() throws IOException {
    DataSettings later = DataSettings.upTo(40, LocalDate.of(2027, 1, 1));
    assertThat(made(DataFolder.SETTINGS)).isTrue();
    assertThat(made(later)).isFalse();
    Letters.template(folder.model, "{{ strftime_now('%Y') }}");
    assertThat(made(later)).isTrue();
    assertThat(made(DataFolder.SETTINGS)).isTrue();
    assertThat(made(DataFolder.SETTINGS)).isFalse();
  }

  @Test
  void a_damaged_file_is_made_anew_wherever_the_damage_is() throws IOException {
    made(DataFolder.SETTINGS);
    byte[] sound = Files.readAllBytes(tokens);
    for (int at = 0; at < sound.length; at++) {
      byte[] damaged = sound.clone();
      damaged[at] ^= 0x10;
      Files.write(tokens, damaged);
      assertThat(made(DataFolder.SETTINGS)).as("byte %d", at).isTrue();
      assertThat(Files.readAllBytes(tokens)).isEqualTo(sound);
    }
  }

  @Test
  void a_file_that_was_cut_is_made_anew() throws IOException {
    made(DataFolder.SETTINGS);
    byte[] sound = Files.readAllBytes(tokens);
    for (int length : new int[] {0, 7, 52, sound.length / 2, sound.length - 1}) {
      Files.write(tokens, Arrays.copyOf(sound, length));
      assertThat(made(DataFolder.SETTINGS)).as("%d bytes", length).isTrue();
    }
    Files.write(tokens, Arrays.copyOf(sound, sound.length + 1));
    assertThat(made(DataFolder.SETTINGS)).isTrue();
  }

  @Test
  void a_full_disk_is_told() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "there is no /dev/full");
    Files.createDirectories(folder.run);
    Files.createSymbolicLink(
        folder.run.resolve(
            ".bagel-%d-%d.incomplete"
                .formatted(ProcessHandle.current().pid(), Thread.currentThread().threadId())),
        full);
    assertThatThrownBy(() -> folder.sft(rows, DataFolder.SETTINGS))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("cannot write " + tokens)
        .hasMessageContaining("No space left on device")
        .satisfies(
            e -> assertThat(((BagelException) e).kind()).isEqualTo(BagelException.Kind.RESOURCES));
    assertThat(folder.run).isEmptyDirectory();
  }

  @Test
  void a_run_folder_that_cannot_be_is_told() throws IOException {
    Files.writeString(folder.run, "a file");
    assertThatThrownBy(() -> folder.sft(rows, DataFolder.SETTINGS))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void many_rows_of_several_files_keep_their_order_and_progress_is_told() throws IOException {
    Path data = Files.createDirectories(temp.resolve("data"));
    for (int file = 0; file < 3; file++) {
      List<String> lines = new ArrayList<>();
      for (int row = 0; row < 700; row++) {
        lines.add("{\"text\":\"%d %d\",\"id\":\"ü%d\"}".formatted(file, row, row));
      }
      Files.write(data.resolve(file + ".jsonl"), lines);
    }
    List<Double> shares = new ArrayList<>();
    try (SftData many =
        SftData.open(
            data,
            DataFolder.SETTINGS,
            folder.tokenizer,
            folder.model,
            Letters.VOCABULARY,
            folder.run,
            (_, share) -> shares.add(share))) {
      assertThat(folder.show(many))
          .containsExactlyElementsOf(
              IntStream.range(0, 2100)
                  .mapToObj(row -> "<s>[%d %d</s>]".formatted(row / 700, row % 700))
                  .toList());
      assertThat(many.row(1500).id()).isEqualTo("ü100");
      assertThat(many.row(1500).source()).isEqualTo("data");
      assertThat(many.row(1500).place()).hasToString(data.resolve("2.jsonl") + ", row 100");
    }
    assertThat(shares).hasSizeGreaterThan(3).isSorted();
    assertThat(shares.getLast()).isEqualTo(1);
  }
}
