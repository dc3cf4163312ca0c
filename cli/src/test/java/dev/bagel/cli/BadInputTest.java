package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad input from one end to the other: a row's trouble is a drop with file and row, all else one
/// line and nothing that looks finished.
class BadInputTest {
  private static final String TRAIN = "google/boolq/data/train-0.jsonl";
  private static final String GOOD = row("is ice cold", "true");
  private static final String CHATS =
      "chats: {path: chats.jsonl, kind: conversation, columns: {conversation: conversations}}";

  @TempDir private Path temp;

  private Hub hub;
  private Path out;

  @BeforeEach
  void empty_hub() throws IOException {
    hub = new Hub(Files.createDirectory(temp.resolve("hub"))).recipe("boolq:");
    out = temp.resolve("out");
  }

  private Run build() {
    return Run.of("build", hub.recipe(), "--hub", hub.folder(), "--out", out);
  }

  private Built built() {
    Run run = build();
    assertThat(run.result()).contains("prove it");
    Built built = new Built(out);
    built.isProven();
    assertThat(out.resolve(".bagel-work")).doesNotExist();
    return built;
  }

  private String refused(int code) throws IOException {
    String line = build().failure(code);
    new Built(out).isUntouched();
    return line;
  }

  private static String row(String question, String answer) {
    return "{\"question\": \"%s\", \"passage\": \"Ice is frozen water.\", \"answer\": %s}\n"
        .formatted(question, answer);
  }

  private static String chat(String... turns) {
    StringBuilder text = new StringBuilder("{\"conversations\": [");
    for (int i = 0; i < turns.length; i += 2) {
      text.append(i == 0 ? "" : ", ");
      text.append("{\"from\": \"%s\", \"value\": \"%s\"}".formatted(turns[i], turns[i + 1]));
    }
    return text.append("]}\n").toString();
  }

  @Test
  void rows_that_cannot_be_read_are_drops_with_file_and_row() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(GOOD.getBytes(UTF_8));
    file.writeBytes("{\"question\": \"no answer\", \"passage\": \"p\"}\n".getBytes(UTF_8));
    file.writeBytes(row("is null an answer", "null").getBytes(UTF_8));
    file.writeBytes(row("is maybe an answer", "\"maybe\"").getBytes(UTF_8));
    file.writeBytes(
        row("wrong bytes", "true")
            .replace("wrong", "\u00ff")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    file.writeBytes("{\"question\": \"cut in ha\n".getBytes(UTF_8));
    file.writeBytes("[1, 2]\n\n".getBytes(UTF_8));
    file.writeBytes(row("is fire cold", "false").getBytes(UTF_8));
    file.writeBytes("{\"question\": \"cut at the end".getBytes(UTF_8));
    hub.write(TRAIN, file.toByteArray());

    Built built = built();

    assertThat(built.drops())
        .containsExactly(
            TRAIN + ":1 missing_value",
            TRAIN + ":2 missing_value",
            TRAIN + ":3 wrong_type",
            TRAIN + ":4 invalid_text",
            TRAIN + ":5 malformed",
            TRAIN + ":6 malformed",
            TRAIN + ":9 malformed");
    assertThat(built.manifest().at("/sources/boolq/kept").asLong()).isEqualTo(2);
  }

  @Test
  void turns_that_make_no_conversation_are_drops() {
    hub.recipe(CHATS)
        .write(
            "chats.jsonl",
            chat("human", "Hello", "gpt", "Good day")
                + chat("human", "Hello", "gpt", "  ")
                + chat("human", "Hello", "human", "Still there?")
                + chat("gpt", "I begin")
                + chat("human", "Hello", "wizard", "Abracadabra")
                + "{\"conversations\": \"Hello\"}\n"
                + "{\"conversations\": []}\n");

    assertThat(built().drops())
        .containsExactly(
            "chats.jsonl:1 empty_turn",
            "chats.jsonl:2 roles_out_of_order",
            "chats.jsonl:3 roles_out_of_order",
            "chats.jsonl:4 roles_out_of_order",
            "chats.jsonl:5 wrong_type",
            "chats.jsonl:6 roles_out_of_order");
  }

  @Test
  void answers_that_no_choice_has_are_drops() {
    String question = "{\"question\": \"Which is %s?\", \"choices\": ";
    hub.recipe("ai2_arc:", "mmlu:")
        .write(
            "allenai/ai2_arc/ARC-Challenge/train-0.jsonl",
            question.formatted("cold")
                + "{\"text\": [\"ice\", \"fire\"], \"label\": [\"A\", \"B\"]}, \"answerKey\":"
                + " \"A\"}\n"
                + question.formatted("hot")
                + "{\"text\": [\"ice\", \"fire\"], \"label\": [\"A\", \"B\"]}, \"answerKey\":"
                + " \"E\"}\n")
        .write(
            "cais/mmlu/all/auxiliary_train-0.jsonl",
            question.formatted("wet")
                + "[\"dust\", \"rain\"], \"answer\": 1}\n"
                + question.formatted("dry")
                + "[\"dust\", \"rain\"], \"answer\": 2}\n"
                + question.formatted("odd")
                + "[\"dust\", \"rain\"], \"answer\": -1}\n");

    assertThat(built().drops())
        .containsExactly(
            "allenai/ai2_arc/ARC-Challenge/train-0.jsonl:1 answer_out_of_range",
            "cais/mmlu/all/auxiliary_train-0.jsonl:1 answer_out_of_range",
            "cais/mmlu/all/auxiliary_train-0.jsonl:2 answer_out_of_range");
  }

  @Test
  void a_cell_of_5_mb_is_too_long_unless_the_recipe_allows_it() throws IOException {
    hub.recipe(CHATS)
        .write(
            "chats.jsonl",
            chat("human", "Hello", "gpt", "Good day")
                + chat("human", "Write on", "gpt", "word ".repeat(1_000_000)));
    assertThat(built().drops()).containsExactly("chats.jsonl:1 too_long");

    String recipe = Files.readString(hub.recipe());
    hub.write("recipe.yaml", "max-characters: 10000000\n" + recipe);
    Built built = built();
    assertThat(built.drops()).isEmpty();
    assertThat(built.manifest().at("/sources/chats/kept").asLong()).isEqualTo(2);
  }

  @Test
  void a_missing_column_of_a_parquet_file_is_named() throws IOException {
    hub.parquet("google/boolq/data/train-0.parquet", "SELECT 'q' AS question, true AS answer");
    assertThat(refused(2)).contains("boolq", "train-0.parquet", "passage");
  }

  @Test
  void a_parquet_column_of_another_type_leaves_no_row_that_can_be_read() throws IOException {
    hub.parquet(
        "google/boolq/data/train-0.parquet", "SELECT 'q' AS question, 'p' AS passage, 7 AS answer");
    assertThat(refused(2)).contains("boolq", "none of its 1 rows", "train-0.parquet");
  }

  @Test
  void a_parquet_file_that_is_cut_off_is_refused() throws IOException {
    String name = "google/boolq/data/train-0.parquet";
    hub.parquet(
        name, "SELECT 'q' || i AS question, 'p' AS passage, true AS answer FROM range(999) t(i)");
    byte[] whole = Files.readAllBytes(hub.path(name));
    for (int length : new int[] {0, 3, whole.length / 2, whole.length - 1}) {
      hub.write(name, Arrays.copyOf(whole, length));
      assertThat(refused(2)).contains(name, "fetch it again");
    }
  }

  @Test
  void a_compressed_file_that_is_cut_off_is_refused() throws IOException {
    hub.recipe("boolq:").write("google/boolq/data/train-0.jsonl.gz", gzip(GOOD.repeat(100)));
    assertThat(refused(2)).contains("train-0.jsonl.gz", "fetch it again");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new java.util.zip.GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12);
  }

  @Test
  void a_source_without_rows_is_refused() throws IOException {
    hub.write(TRAIN, "\n\n");
    assertThat(refused(2)).contains("source boolq holds no rows", TRAIN);

    Files.delete(hub.path(TRAIN));
    hub.parquet(
        "google/boolq/data/train-0.parquet",
        "SELECT 'q' AS question, 'p' AS passage, true AS answer WHERE false");
    assertThat(refused(2)).contains("source boolq holds no rows", "train-0.parquet");
  }

  @Test
  void a_source_none_of_whose_rows_can_be_read_is_refused() throws IOException {
    hub.write(TRAIN, row("is ice cold", "7").repeat(3));
    assertThat(refused(2)).contains("boolq", "none of its 3 rows", TRAIN);
    hub.write(TRAIN, "{\"q\": 1}\n");
    assertThat(refused(2)).contains("boolq", TRAIN, "no column question, passage, answer (");

    hub.recipe(CHATS).write("chats.jsonl", "{\"q\": 1}\n");
    assertThat(refused(2))
        .contains("chats", "chats.jsonl", "conversations")
        .doesNotContain("sources try");
  }

  @Test
  void a_source_none_of_whose_rows_becomes_a_sample_is_refused() throws IOException {
    hub.write(TRAIN, row("is ice cold", "true").replace("is ice cold", " ").repeat(2));
    assertThat(refused(2)).contains("boolq", "none of its 2 rows became a sample", TRAIN);
  }

  @Test
  void a_file_that_is_a_folder_is_missing_or_refused() throws IOException {
    hub.write(TRAIN + "/x", "");
    assertThat(refused(2)).contains("google/boolq/data/train-*");

    hub.recipe(CHATS).write("chats.jsonl/x", "");
    assertThat(refused(2)).contains("chats.jsonl");
  }

  @Test
  void a_build_that_fails_leaves_the_finished_one_before_it_whole() throws IOException {
    hub.write(TRAIN, GOOD);
    Built before = built();
    String manifest = Files.readString(out.resolve("manifest.json"));

    hub.write(TRAIN, "nothing");
    assertThat(build().failure(2)).contains("boolq");

    assertThat(out.resolve("manifest.json")).hasContent(manifest);
    assertThat(out.resolve(".bagel-work")).doesNotExist();
    before.isProven();
  }
}
