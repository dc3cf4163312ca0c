package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.files.ParquetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// With a tokenizer of one token a letter, so that masks can be read like the text.
class TokensCommandTest {
  private static final String TEMPLATE =
      "{{ bos_token }}{% for m in messages %}{{ m.role[0] }}:{{ m.content }}"
          + "{{ eos_token if m.role == 'assistant' }}{% endfor %}"
          + "{{ 'a:' if add_generation_prompt }}";

  @TempDir private Path temp;
  private Path model = Path.of("");

  @BeforeEach
  void model() throws IOException {
    model = LetterTokenizer.in(temp.resolve("model"));
    config("<s>", TEMPLATE);
  }

  @Test
  void rows_are_shown_with_what_is_learnt_and_counted() throws IOException {
    Path in =
        lines(
            "{\"input\":\"u </s>\\n\",\"output\":\"b\"}",
            "{\"text\":\"one\"}",
            "{\"prompt\":\"p\",\"chosen\":\"yes\",\"rejected\":\"no\"}");
    assertThat(run(in).result())
        .isEqualTo(
            """
            FILE, row 0, sft: 10 tokens, 2 learnt
            ‹<s>›│u│ │<│/│s│>│⏎
            ⟦b│‹</s>›⟧

            FILE, row 1, text: 5 tokens, 4 learnt
            ‹<s>›│⟦o│n│e│‹</s>›⟧

            FILE, row 2, chosen: 6 tokens, 4 learnt
            ‹<s>›│p│⟦y│e│s│‹</s>›⟧

            FILE, row 2, rejected: 5 tokens, 3 learnt
            ‹<s>›│p│⟦n│o│‹</s>›⟧

                      rows  tokens      learnt  median  p90  p99  longest
            sft          1      10  2 (20.0 %)      10   10   10       10
            text         1       5  4 (80.0 %)       5    5    5        5
            chosen       1       6  4 (66.7 %)       6    6    6        6
            rejected     1       5  3 (60.0 %)       5    5    5        5

            sft by tokens
              up to 16  1  ████████████████████████████████████████

            text by tokens
              up to 16  1  ████████████████████████████████████████

            chosen by tokens
              up to 16  1  ████████████████████████████████████████

            rejected by tokens
              up to 16  1  ████████████████████████████████████████
            """
                .replace("FILE", in.toString()));
  }

  @Test
  void markers_of_stored_rows_are_found_by_their_format() throws IOException {
    Path in =
        lines(
            "{\"format\":\"llama-2\",\"input\":\"[INST] </s><s> [/INST] b </s><s>[INST] c"
                + " [/INST]\",\"output\":\"d\"}",
            "{\"format\":\"plain_text\",\"input\":\"</s>\",\"output\":\"d\"}",
            "{\"format\":\"vicuna\",\"prompt\":\"</s>\",\"completion\":\"e\"}");
    assertThat(run(in).result().replace("│", ""))
        .contains("‹<s>›[INST] </s><s> [/INST] b ‹</s>›‹<s>›[INST] c [/INST]⟦d‹</s>›⟧")
        .contains("‹<s>›</s>⟦d‹</s>›⟧")
        .contains("row 2, completion: 7 tokens, 2 learnt\n‹<s>›</s>⟦e‹</s>›⟧");
  }

  @Test
  void rows_with_markers_of_another_tokenizer_are_refused_and_not_read_as_text()
      throws IOException {
    config("</s>", TEMPLATE);
    String other = Files.readString(model.resolve("tokenizer.json")).replace("<s>", "<b>");
    Files.writeString(model.resolve("tokenizer.json"), other);
    Path in =
        lines(
            "{\"format\":\"llama-2\",\"input\":\"[INST] a [/INST] b </s><s>[INST] c"
                + " [/INST]\",\"output\":\"d\"}");
    Run run = run(in);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("line 0: ").contains("has no special token \"<s>\"");
  }

  @Test
  void conversations_are_written_by_the_chat_template() throws IOException {
    Path in =
        lines(
            "{\"messages\":[{\"role\":\"user\",\"content\":\"a</s>\"},{\"role\":\"assistant\",\"content\":\"b\"}]}",
            "{\"conversations\":[{\"from\":\"human\",\"value\":\"c\"},{\"from\":\"gpt\",\"value\":\"d\"}]}");
    assertThat(run(in).result().replace("│", ""))
        .contains("‹<s>›u:a</s>a:⟦b‹</s>›⟧\n")
        .contains("‹<s>›u:ca:⟦d‹</s>›⟧\n");
    Path template =
        Files.writeString(temp.resolve("t.jinja"), "{% generation %}x{% endgeneration %}</s>");
    assertThat(run(in, "--template", template).result()).contains("‹<s>›│⟦x│‹</s>›⟧\n");
  }

  @Test
  void conversations_without_a_chat_template_are_one_error() throws IOException {
    config("<s>", null);
    Path in = lines("{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}", "{\"text\":\"a\"}");
    assertThat(run(in).failure(2)).contains("has no chat template").contains("--template");
    assertThat(run(lines("{\"text\":\"a\"}")).code()).isZero();
  }

  @Test
  void a_limit_shows_and_counts_what_is_beyond() throws IOException {
    Path in = lines("{\"input\":\"abc\",\"output\":\"d\"}", "{\"text\":\"abcdef\"}");
    String text = run(in, "--max-tokens", 4).result();
    assertThat(text)
        .contains("row 0, sft: 6 tokens, 2 learnt, 2 beyond the limit\n‹<s>›│a│b│c✂│⟦d│‹</s>›⟧\n")
        .contains(
            "sft: 1 of 1 rows (100.0 %) have more than 4 tokens;"
                + " a cut takes 2 tokens, 2 of them learnt\n"
                + "  and leaves nothing to learn of 1 rows\n")
        .contains("text: 1 of 1 rows (100.0 %) have more than 4 tokens; a cut takes 4 tokens, 4");
  }

  @Test
  void json_has_an_object_a_row() throws IOException {
    Path in = lines("{\"input\":\"a\",\"output\":\"b\"}", "", "{\"text\":\"xyz\"}");
    List<JsonNode> rows = json(run(in, "--json", "--max-tokens", 4));
    assertThat(rows)
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"line\":0,\"kind\":\"sft\",\"tokens\":4,\"learnt\":2,\"cut\":0,"
                + "\"input_ids\":[128,97,98,129],\"labels\":[-100,-100,98,129]}",
            "{\"line\":2,\"kind\":\"text\",\"tokens\":5,\"learnt\":4,\"cut\":1,"
                + "\"input_ids\":[128,120,121,122,129],\"labels\":[-100,120,121,122,129]}");
    Path stored = temp.resolve("stored.jsonl");
    Files.writeString(stored, run(in, "--json").result());
    assertThat(json(run(stored, "--json")).stream().map(row -> row.get("labels")))
        .isEqualTo(rows.stream().map(row -> row.get("labels")).toList());
    assertThat(json(run(in, "--json", "--from", 1, "--rows", 1)))
        .extracting(row -> row.get("line").asInt())
        .containsExactly(2);
  }

  @Test
  void a_build_is_read_as_its_manifest_says() throws IOException {
    Path build = temp.resolve("build");
    Run.of("build", "--only", "boolq,truthy_dpo", "--out", build).result();
    String all = run(build, "--rows", 1).result();
    assertThat(all).contains("part-00000.parquet, row 0, sft: ");
    for (String kind : List.of("sft ", "chosen ", "rejected ")) {
      assertThat(all.lines()).anyMatch(line -> line.startsWith(kind));
    }
    String table = run(build.resolve("dpo"), "--rows", 0).result();
    assertThat(table).doesNotContain("row 0").doesNotContain("\nsft");
    assertThat(run(build.resolve("dropped")).failure(2)).contains("its columns are ");
  }

  @Test
  void many_rows_keep_their_order_and_lines() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(i % 100 == 7 ? "{\"foo\":1}" : "{\"text\":\"%s\"}".formatted("x".repeat(i % 50)));
    }
    Run run = run(lines(rows.toArray(String[]::new)), "--json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out().lines().map(line -> JsonMapper.shared().readTree(line)))
        .hasSize(990)
        .allMatch(row -> row.get("tokens").asInt() == row.get("line").asInt() % 50 + 2);
    assertThat(run.err().lines()).hasSize(11);
    assertThat(run.err()).contains("line 907: its columns are foo").contains("10 of the rows of");
  }

  @Test
  void bad_rows_are_named_and_good_ones_still_counted() throws IOException {
    Path in =
        lines(
            "{\"input_ids\":[128,97],\"labels\":[-100,97]}",
            "{\"input_ids\":[128,97],\"labels\":[97]}",
            "{\"input_ids\":[128,\"x\"],\"labels\":[97,97]}",
            "nonsense",
            "{\"input\":1,\"output\":\"x\"}",
            "{\"format\":\"\\u001b[31mred\",\"input\":\"x\",\"output\":\"x\"}",
            "{\"instruction\":\"x\",\"input\":\"x\",\"output\":\"x\"}");
    Run run = run(in);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("row 0, tokens: 2 tokens, 1 learnt\n‹<s>›│⟦a⟧\n");
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(in + ", line 1: there are 2 input_ids and 1 labels"),
            line -> assertThat(line).contains("line 2: input_ids, value 1 is no whole number"),
            line -> assertThat(line).contains("line 3: not JSON"),
            line -> assertThat(line).contains("line 4: input is no text"),
            line -> assertThat(line).contains("there is no prompt format").contains("␛[31mred"),
            line -> assertThat(line).contains("line 6: its columns are input, instruction, output"),
            line -> assertThat(line).contains("6 of the rows of " + in + " make no tokens"));
  }

  @Test
  void files_of_another_kind_are_one_error_that_says_what_is_expected() throws IOException {
    assertThat(run(lines("{\"foo\":1}", "{\"foo\":1}")).failure(2))
        .contains("its columns are foo; Bagel reads rows with input_ids, labels; ")
        .contains("input, output; ");
    assertThat(run(temp.resolve("none.jsonl")).failure(2)).contains("there is no such file");
    assertThat(run(temp.resolve("evrything")).failure(2)).contains("there is no such file");
    assertThat(run(lines("{\"input\":null,\"output\":\"a\"}")).failure(2))
        .contains("its columns are input (null), output; Bagel reads");
    Path empty = Files.createDirectories(temp.resolve("empty"));
    assertThat(run(empty).failure(2)).contains("holds no .parquet and no .jsonl file");
    assertThat(Run.of("tokens", "--tokenizer", empty, "--in", lines("{}")).failure(2))
        .contains("there is no " + empty.resolve("tokenizer.json"));
    assertThat(run(lines("{\"text\":\"a\"}"), "--max-tokens", 0).failure(2))
        .contains("--max-tokens is 0; give 1 or more");
    assertThat(run(lines("{\"text\":\"a\"}"), "--boundary", "between").failure(2))
        .contains("--boundary takes apart or joined, not 'between'");
  }

  @Test
  void nothing_of_the_data_reaches_the_terminal_as_an_escape() throws IOException {
    Path in = lines("{\"text\":\"a\\u001b]0;x\\u0007\\r\\tb\"}");
    assertThat(run(in).result()).doesNotContain("\u001b").contains("a│␛│]│0│;│x│␇│␍│␉│b");
    String coloured = run(in, "--color", "always").result();
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .doesNotContain("\u001b")
        .contains("<s>a␛]0;x␇␍␉b</s>");
    assertThat(coloured).contains("\u001b[1;38;5;120;");
  }

  @Test
  void an_empty_file_has_no_rows() throws IOException {
    assertThat(run(lines()).result().lines()).hasSize(1);
    assertThat(run(lines(), "--json").result()).isEmpty();
  }

  private record Pretokenised(List<Integer> input_ids, List<Integer> labels) {}

  @Test
  void pretokenised_parquet_is_read() throws IOException {
    Path file = temp.resolve("rows.parquet");
    try (var out = ParquetFile.create(file, Pretokenised.class)) {
      out.write(new Pretokenised(List.of(128, 97, 129), List.of(-100, 97, 129)));
    }
    assertThat(run(file).result()).contains("‹<s>›│⟦a│‹</s>›⟧\n");
  }

  private Run run(Path in, Object... more) {
    List<Object> args = new ArrayList<>(List.of("tokens", "--tokenizer", model, "--in", in));
    args.addAll(Arrays.asList(more));
    return Run.of(args.toArray());
  }

  private Path lines(String... lines) throws IOException {
    return Files.write(temp.resolve("rows.jsonl"), List.of(lines));
  }

  private void config(String bos, @Nullable String template) throws IOException {
    ObjectNode config =
        JsonMapper.shared()
            .createObjectNode()
            .put("bos_token", bos)
            .put("eos_token", "</s>")
            .put("add_bos_token", true);
    if (template != null) {
      config.put("chat_template", template);
    }
    Files.writeString(model.resolve("tokenizer_config.json"), config.toString());
  }

  private static List<JsonNode> json(Run run) {
    return run.result().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }
}
