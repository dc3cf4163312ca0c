package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Golden files lie in `resources/render`: `-Dgolden.update=true` writes them anew.
class RenderCommandTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "render");
  private static final Path CHATS = FOLDER.resolve("chats.jsonl");

  @TempDir private Path temp;

  @ParameterizedTest
  @CsvSource({
    "all-card-never, --format all --style card --system never",
    "all-later-never, --style later",
    "all-card-always, --system always",
    "vicuna-later-always, --format vicuna --style later --system always",
  })
  void golden(String name, String args) throws IOException {
    String text = render(CHATS, args).result();

    Path golden = FOLDER.resolve(name + ".jsonl");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpaca", "vicuna", "chatml", "llama-2"})
  void one_format_is_the_lines_of_that_format(String format) {
    assertThat(render(CHATS, "--format " + format).result().lines())
        .isNotEmpty()
        .containsExactlyElementsOf(
            lines(render(CHATS, "")).stream()
                .filter(line -> line.contains("\"format\":\"" + format + "\""))
                .toList());
  }

  @Test
  void every_line_is_an_object_with_line_format_input_and_output() {
    for (String line : lines(render(CHATS, ""))) {
      JsonNode row = JsonMapper.shared().readTree(line);
      assertThat(row.propertyNames()).containsExactly("line", "format", "input", "output");
    }
    assertThat(render(CHATS, "").result()).contains("Honey – and wax 🐝.", "Übersetze");
    assertThat(render(CHATS, "--json")).isEqualTo(render(CHATS, ""));
  }

  @Test
  void lines_are_counted_from_0_with_blank_ones_and_each_answer_is_a_row() {
    assertThat(
            lines(render(CHATS, "--format chatml")).stream()
                .map(line -> JsonMapper.shared().readTree(line).get("line").asInt()))
        .containsExactly(0, 1, 3, 3);
  }

  @Test
  void chance_lies_between_never_and_always_and_depends_on_the_seed() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append(
          "{\"messages\": [{\"role\": \"user\", \"content\": \"%d?\"}, {\"role\": \"assistant\", \"content\": \"!\"}]}\n"
              .formatted(i));
    }
    Path chats = Files.writeString(temp.resolve("many.jsonl"), text);
    List<String> never = lines(render(chats, "--format vicuna --system never"));
    List<String> always = lines(render(chats, "--format vicuna --system always"));
    List<String> chance = lines(render(chats, "--format vicuna --system chance"));

    assertThat(always).doesNotContainAnyElementsOf(never);
    assertThat(chance).containsAnyElementsOf(never).containsAnyElementsOf(always);
    assertThat(chance.stream().filter(always::contains).count()).isBetween(40L, 100L);
    assertThat(lines(render(chats, "--format vicuna --system chance --seed 42"))).isEqualTo(chance);
    assertThat(lines(render(chats, "--format vicuna --system chance --seed 7")))
        .isNotEqualTo(chance);
  }

  @Test
  void bad_lines_are_named_and_good_ones_still_printed() throws IOException {
    String good = Files.readAllLines(CHATS).getFirst();
    Path chats =
        Files.write(
            temp.resolve("mixed.jsonl"),
            List.of(
                "{\"conversations\": [{\"from\": \"hu",
                good,
                "{\"text\": \"no turns\"}",
                "{\"conversations\": [{\"from\": \"gpt\", \"value\": \"I begin.\"}]}",
                "",
                good));
    Run run = render(chats, "--format alpaca");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("bagel: " + chats + ", line 0: not JSON"),
            line -> assertThat(line).contains("line 2: there is neither conversations nor"),
            line -> assertThat(line).contains("line 3: turn 0").contains("out of order"),
            line -> assertThat(line).startsWith("bagel: 3 of the lines of " + chats));
  }

  @Test
  void an_empty_file_gives_nothing() throws IOException {
    Path empty = Files.writeString(temp.resolve("empty.jsonl"), "");
    assertThat(render(empty, "")).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void compressed_files_are_read_as_they_are() throws IOException {
    Path gzip = temp.resolve("chats.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      Files.copy(CHATS, out);
    }
    Path zstd = temp.resolve("chats.jsonl.zst");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      Files.copy(CHATS, out);
    }
    Run plain = render(CHATS, "");

    assertThat(render(gzip, "")).isEqualTo(plain);
    assertThat(render(zstd, "")).isEqualTo(plain);
  }

  @Test
  void a_file_that_is_cut_off_or_not_there_or_a_folder_is_refused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("{}".getBytes(UTF_8));
    }
    Path cut = temp.resolve("cut.jsonl.gz");
    Files.write(cut, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9));
    assertThat(render(cut, "").failure(2)).contains(cut + " is damaged or cut off");
    assertThat(render(temp.resolve("no.jsonl"), "").failure(2)).contains("there is no such file");
    assertThat(render(temp, "").failure(2)).contains(temp.toString());
    Path other = Files.writeString(temp.resolve("chats.docx"), "PK");
    assertThat(render(other, "").failure(2)).contains(".jsonl");
  }

  private static Run render(Path in, String args) {
    return Run.of((Object[]) ("render --in " + in + " " + args).strip().split(" "));
  }

  private static List<String> lines(Run run) {
    return run.result().lines().toList();
  }
}
