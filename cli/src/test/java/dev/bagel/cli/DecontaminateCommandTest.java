package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DecontaminateCommandTest {
  private static final String MOON = "Why does the moon look larger when it is near the horizon?";
  private static final String PLUMS = "Nadia has 12 plums and eats 5 of them. How many are left?";

  @TempDir private Path temp;
  private Path exam;
  private Path out;

  @BeforeEach
  void write_the_benchmark() throws IOException {
    out = temp.resolve("flagged.jsonl");
    exam =
        write(
            "exam.jsonl",
            """
            {"benchmark": "facts", "index": 41, "text": "%s"}
            {"benchmark": "sums", "index": 7, "text": "%s"}
            """
                .formatted(MOON, PLUMS));
  }

  @Test
  void a_flagged_row_is_a_line_with_both_texts_whole() throws IOException {
    Path in =
        write(
            "train.jsonl",
            """
            {"id": "a", "text": "Tell me about the tides."}
            {"id": 12, "text": "Answer briefly.\\n\\n%s"}

            {"text": "%s"}
            """
                .formatted(MOON, PLUMS.toUpperCase(java.util.Locale.ROOT)));

    Run run = decontaminate(in);

    assertThat(run.result()).isEmpty();
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().propertyNames())
        .containsExactly(
            "id",
            "file",
            "line",
            "benchmark",
            "index",
            "similarity",
            "rule",
            "reason",
            "text",
            "benchmark_text");
    assertThat(lines.getFirst())
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"id": 12, "file": "%s", "line": 1, "benchmark": "facts", "index": 41,
                     "similarity": 1.0, "rule": "strict", "reason": "close", "text": "Answer briefly.\\n\\n%s",
                     "benchmark_text": "%s"}
                    """
                        .formatted(in, MOON, MOON)));
    assertThat(lines.get(1).get("id").asInt()).isEqualTo(3);
    assertThat(lines.get(1).get("benchmark").asString()).isEqualTo("sums");
    assertThat(run.err())
        .contains("checked 3 rows", "2 flagged · 1 clean · 0 bad; by the rule strict, against 2")
        .containsPattern("facts +1")
        .containsPattern("sums +1");
  }

  @Test
  void every_user_turn_counts_and_the_others_on_request() throws IOException {
    Path in =
        write(
            "chats.jsonl",
            """
            {"id": 1, "conversations": [{"from": "human", "value": "Hello!"}, {"from": "gpt", "value": "%1$s"}]}
            {"id": 2, "messages": [{"role": "user", "content": "Hello!"}, {"role": "assistant", "content": "?"}, {"role": "user", "content": "%1$s"}]}
            """
                .formatted(MOON));

    decontaminate(in).result();
    assertThat(ids()).containsExactly("2");
    decontaminate(in, "--turns", "all").result();
    assertThat(ids()).containsExactly("1", "2");
  }

  @Test
  void other_columns_can_be_named_and_files_be_tables_or_compressed() throws IOException {
    Path table = write("rows.csv", "key,question\na1,\"%s\"\na2,Why?\n".formatted(MOON));
    decontaminate(table, "--text", "question", "--id", "key").result();
    assertThat(ids()).containsExactly("a1");

    byte[] row = "{\"id\": 5, \"text\": \"%s\"}\n".formatted(MOON).getBytes(UTF_8);
    Path gzip = temp.resolve("rows.jsonl.gz");
    try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      to.write(row);
    }
    Path zstd = temp.resolve("rows.jsonl.zst");
    try (OutputStream to = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      to.write(row);
    }
    decontaminate(gzip, zstd).result();
    assertThat(ids()).containsExactly("5", "5");
  }

  @Test
  void the_output_is_in_the_order_of_the_input_whatever_the_threads() throws IOException {
    StringBuilder rows = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      boolean copy = i % 3 == 0;
      rows.append(
          "{\"id\": %d, \"text\": \"%s\"}\n"
              .formatted(i, copy ? (i % 2 == 0 ? MOON : PLUMS) : "What is " + i + "?"));
      if (copy) {
        expected.add(String.valueOf(i));
      }
    }
    Path in = write("many.jsonl", rows.toString());

    decontaminate(in, "--threads", "1").result();
    String alone = Files.readString(out);
    assertThat(ids()).isEqualTo(expected);
    decontaminate(in, "--threads", "3").result();
    assertThat(Files.readString(out)).isEqualTo(alone);
    decontaminate(in, "--exhaustive").result();
    assertThat(Files.readString(out)).isEqualTo(alone);
  }

  @Test
  void a_bad_row_is_named_and_never_clean_and_the_flagged_are_written_all_the_same()
      throws IOException {
    Path in =
        write(
            "train.jsonl",
            """
            {"id": 1, "text": "%s"}
            {"id": 2, "text":
            {"id": 3, "text": 7}
            {"id": 4, "text": ""}
            {"id": 5, "text": "\\u0000\\u0007"}
            """
                .formatted(MOON));

    Run run = decontaminate(in, "--json");

    assertThat(run.code()).isEqualTo(2);
    assertThat(ids()).containsExactly("1");
    assertThat(run.err())
        .contains("train.jsonl, line 1: not JSON", "train.jsonl, line 2: text is no text")
        .contains("bagel: 2 of 5 rows could not be compared, and may be contaminated: see above");
    JsonNode facts = JsonMapper.shared().readTree(run.out());
    assertThat(facts.get("rows").asInt()).isEqualTo(5);
    assertThat(facts.get("flagged").asInt()).isEqualTo(1);
    assertThat(facts.get("bad").asInt()).isEqualTo(2);
    assertThat(facts.get("empty").asInt()).isEqualTo(2);
    assertThat(facts.get("benchmarks").get("facts").asInt()).isEqualTo(1);
  }

  @Test
  void a_megabyte_of_one_character_is_clean() throws IOException {
    Path in = write("long.jsonl", "{\"text\": \"%s\"}\n".formatted("a".repeat(1 << 20)));
    assertThat(decontaminate(in).err()).contains("0 flagged · 1 clean · 0 bad");
    assertThat(out).isEmptyFile();
  }

  @Test
  void an_empty_item_is_told_of_and_matches_nothing() throws IOException {
    Files.writeString(exam, "{\"text\": \"\"}\n{\"text\": \"%s\"}\n".formatted(MOON));
    Path in = write("train.jsonl", "{\"text\": \"\"}\n{\"text\": \"Hello\"}\n");

    Run run = decontaminate(in);

    assertThat(run.result()).isEmpty();
    assertThat(run.err())
        .contains("exam.jsonl: 1 item without text, left out: nothing can match them")
        .contains("0 flagged · 2 clean, 1 of them without text · 0 bad");
  }

  @Test
  void flagged_rows_go_to_standard_output_for_a_pipe() throws IOException {
    Path in = write("train.jsonl", "{\"id\": \"ü\", \"text\": \"%s\"}\n".formatted(MOON));
    Run run = Run.of("decontaminate", "--in", in, "--against", exam, "--out", "-");
    assertThat(JsonMapper.shared().readTree(run.result()).get("id").asString()).isEqualTo("ü");
  }

  @Test
  void a_benchmark_of_the_catalogue_is_read_from_the_hub() throws IOException {
    Path questions = temp.resolve("hub/openai/gsm8k/main/test-00000-of-00001.jsonl");
    Files.createDirectories(questions.getParent());
    Files.writeString(questions, "{\"question\": \"%s\", \"answer\": \"7\"}\n".formatted(PLUMS));
    Path in = write("train.jsonl", "{\"id\": 1, \"text\": \"%s\"}\n".formatted(PLUMS));

    Run run =
        Run.of(
            "decontaminate",
            "--in",
            in,
            "--against",
            "gsm8k",
            exam,
            "--hub",
            temp.resolve("hub"),
            "--out",
            out);

    run.result();
    assertThat(lines().getFirst().get("benchmark").asString()).isEqualTo("gsm8k");
    assertThat(run.err()).contains("against 3 items");
    assertThat(
            Run.of("decontaminate", "--in", in, "--against", "mmlu", "--hub", temp, "--out", out)
                .failure(2))
        .contains("not to be had from", "cais/mmlu");
  }

  @Test
  void what_cannot_go_well_is_one_error_and_leaves_the_old_file() throws IOException {
    Files.writeString(out, "old");
    Path in =
        write("train.jsonl", "{\"prompt\": \"%s\"}\n".repeat(120).formatted((Object[]) many()));
    Path none = write("none.jsonl", "");
    Path good = write("good.jsonl", "{\"text\": \"Hello\"}\n");

    assertThat(decontaminate(in).failure(2))
        .contains("train.jsonl: there is neither text nor conversations nor messages: name a");
    assertThat(decontaminate(temp.resolve("absent.jsonl")).failure(2)).contains("no such file");
    assertThat(decontaminate(good, "--text", "prompt").failure(2))
        .contains("there is no column prompt");
    assertThat(decontaminate(good, "--rule", "lax").failure(2)).contains("--rule takes", "'lax'");
    assertThat(decontaminate(good, "--threads", "0").failure(2)).contains("--threads must be 1");
    assertThat(against(good, none).failure(2)).contains("none.jsonl holds no benchmark item");
    assertThat(against(good, "gsm9k").failure(2))
        .contains("neither a file nor a benchmark 'gsm9k'");
    assertThat(Run.of("decontaminate", "--in", good, "--against", exam, "--out", good).failure(2))
        .contains("--out would overwrite the input");
    assertThat(
            Run.of("decontaminate", "--in", good, "--against", exam, "--out", "-", "--json")
                .failure(2))
        .contains("--json and --out - exclude each other");
    assertThat(
            Run.of("decontaminate", "--in", good, "--against", exam, "--out", temp.resolve("x/y"))
                .failure(2))
        .contains("there is no such folder");
    assertThat(out).hasContent("old");
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".incomplete"));
    }
  }

  @Test
  void rows_can_come_from_standard_input() throws IOException {
    InputStream before = System.in;
    String rows = "{\"text\": \"Hello\"}\n{\"text\": \"%s\"}\n{\"text\"\n".formatted(MOON);
    System.setIn(new ByteArrayInputStream(rows.getBytes(UTF_8)));
    Run run;
    try {
      run = decontaminate("-");
    } finally {
      System.setIn(before);
    }
    assertThat(run.code()).isEqualTo(2);
    assertThat(lines()).singleElement().extracting(line -> line.get("line").asInt()).isEqualTo(1);
    assertThat(lines().getFirst().get("file").asString()).isEqualTo("standard input");
    assertThat(run.err()).contains("standard input, line 2: not JSON", "1 flagged · 1 clean · 1");
    assertThat(decontaminate("-", "-").failure(2)).contains("standard input can be read only once");
  }

  @Test
  void of_many_bad_rows_the_first_are_named_and_all_are_counted() throws IOException {
    Path in = write("train.jsonl", "{\"text\": \"Hello\"}\n" + "{\"text\"\n".repeat(30));
    Run run = decontaminate(in, "--json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> line.contains("not JSON"))).hasSize(20);
    assertThat(run.err()).contains("train.jsonl, line 20:", "bagel: and 10 more bad rows, not");
    assertThat(run.err()).doesNotContain("line 21:");
    assertThat(JsonMapper.shared().readTree(run.out()).get("bad").asInt()).isEqualTo(30);
  }

  @Test
  void a_part_of_a_benchmark_can_be_named() throws IOException {
    for (String part : List.of("snarks", "navigate")) {
      Path inputs = temp.resolve("hub/lukaemon/bbh/%s/test-0.jsonl".formatted(part));
      Files.createDirectories(inputs.getParent());
      Files.writeString(
          inputs, "{\"input\": \"%s\"}\n".formatted(part.equals("snarks") ? MOON : PLUMS));
    }
    Path in =
        write("train.jsonl", "{\"text\": \"%s\"}\n{\"text\": \"%s\"}\n".formatted(MOON, PLUMS));
    Object[] words = {
      "decontaminate",
      "--in",
      in,
      "--against",
      "bbh/snarks",
      "--hub",
      temp.resolve("hub"),
      "--out",
      out
    };
    assertThat(Run.of(words).err()).contains("1 flagged · 1 clean", "against 1 item");
    assertThat(lines().getFirst().get("benchmark").asString()).isEqualTo("bbh/snarks");
    assertThat(against(in, "bbh/none").failure(2))
        .contains("the benchmark bbh has no part 'none'; it has: boolean_expressions");
  }

  private static String[] many() {
    String[] texts = new String[120];
    Arrays.fill(texts, MOON);
    return texts;
  }

  private Run decontaminate(Object... args) {
    return against(args, exam);
  }

  private Run against(Path in, Object against) {
    return against(new Object[] {in}, against);
  }

  private Run against(Object[] args, Object against) {
    List<Object> all = new ArrayList<>(List.of("decontaminate", "--in"));
    all.addAll(Arrays.asList(args));
    all.addAll(List.of("--against", against, "--out", out));
    return Run.of(all.toArray());
  }

  private List<JsonNode> lines() throws IOException {
    return Files.readAllLines(out).stream().map(JsonMapper.shared()::readTree).toList();
  }

  private List<String> ids() throws IOException {
    return lines().stream().map(line -> line.get("id").asString()).toList();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(temp.resolve(name), content);
  }
}
