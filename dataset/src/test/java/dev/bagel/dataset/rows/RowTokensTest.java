package dev.bagel.dataset.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.tokenizer.Boundary;
import dev.bagel.dataset.tokenizer.Letters;
import dev.bagel.dataset.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a tokenizer of one token a letter.
class RowTokensTest {
  private static final String TEMPLATE =
      "{{ bos_token }}{% for m in messages %}{{ m.role[0] }}:{{ m.content }}"
          + "{{ eos_token if m.role == 'assistant' }}{% endfor %}"
          + "{{ 'a:' if add_generation_prompt }}";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // opened before every test
  private Tokenizer tokenizer;

  @BeforeEach
  void open() throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", true);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private RowTokens rows() throws IOException {
    return rows(TEMPLATE);
  }

  private RowTokens rows(String jinja) throws IOException {
    Path template = Files.writeString(folder.resolve("t.jinja"), jinja);
    return new RowTokens(
        tokenizer,
        StoredPrompts.of(Optional.empty(), null, tokenizer),
        Boundary.APART,
        new ConversationTemplate(
            tokenizer, folder, template, "--template", LocalDateTime.of(2026, 1, 1, 0, 0)));
  }

  private List<String> read(String json) throws IOException {
    return read(rows(), json);
  }

  private List<String> read(RowTokens tokens, String json) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), json + "\n");
    List<String> shown = new ArrayList<>();
    try (RowBatches batches = RowBatches.open(new DataFile("rows.jsonl", file), tokens)) {
      for (ReadRow row : batches.next()) {
        switch (tokens.of(row)) {
          case TokenizedRow.Bad bad -> shown.add(bad.line() + " " + bad.message());
          case TokenizedRow.Sound sound ->
              sound
                  .sequences()
                  .forEach(
                      each ->
                          shown.add(each.kind() + " " + Letters.read(tokenizer, each.tokens())));
        }
      }
      assertThat(batches.next()).isEmpty();
    }
    return shown;
  }

  @Test
  void each_kind_of_row_is_read() throws IOException {
    assertThat(
            read(
                """
                {"input": "a", "output": "b"}
                {"prompt": "a", "completion": "b"}
                {"text": "a"}
                {"input_ids": [97, 98], "labels": [-100, 98]}
                {"prompt": "a", "chosen": "b", "rejected": "c"}
                {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}
                {"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]}\
                """))
        .containsExactly(
            "sft ‹<s>›a⟦b‹</s>›⟧",
            "completion ‹<s>›a⟦b‹</s>›⟧",
            "text ‹<s>›⟦a‹</s>›⟧",
            "tokens a⟦b⟧",
            "chosen ‹<s>›a⟦b‹</s>›⟧",
            "rejected ‹<s>›a⟦c‹</s>›⟧",
            "conversation ‹<s>›u:aa:⟦b‹</s>›⟧",
            "conversation ‹<s>›u:aa:⟦b‹</s>›⟧");
  }

  @Test
  void a_stored_prompt_has_the_markers_of_its_format_and_no_others() throws IOException {
    assertThat(
            read(
                """
                {"format": "llama-2", "input": "[INST] </s> [/INST] b </s><s>[INST] c [/INST]", "output": "d"}
                {"format": "plain_text", "input": "</s>", "output": "d"}\
                """))
        .containsExactly(
            "sft ‹<s>›[INST] </s> [/INST] b ‹</s>›‹<s>›[INST] c [/INST]⟦d‹</s>›⟧",
            "sft ‹<s>›</s>⟦d‹</s>›⟧");
    assertThat(
            rows()
                .prompts()
                .read("llama-2", "[INST] </s> [/INST] b </s><s>[INST] c [/INST]")
                .markers())
        .hasSize(2);
  }

  @Test
  void of_a_pair_of_conversations_only_the_answers_are_learnt() throws IOException {
    assertThat(
            read(
                """
                {"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}, {"from": "human", "value": "c"}], "chosen": "d", "rejected": "e"}\
                """))
        .containsExactly(
            "chosen ‹<s>›u:aa:b‹</s>›u:ca:⟦d‹</s>›⟧", "rejected ‹<s>›u:aa:b‹</s>›u:ca:⟦e‹</s>›⟧");
    assertThat(
            read(
                """
                {"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}, {"from": "human", "value": "c"}, {"from": "gpt", "value": "d"}]}\
                """))
        .containsExactly("conversation ‹<s>›u:aa:⟦b‹</s>›⟧u:ca:⟦d‹</s>›⟧");
  }

  @Test
  void such_an_answer_is_learnt_as_far_as_its_eos() throws IOException {
    RowTokens spaced =
        rows(
            "{{ bos_token }}{% for m in messages %}{{ m.role[0] }}:{% if m.role == 'assistant' %}"
                + "{% generation %}{{ m.content }}{% endgeneration %} {{ eos_token }}{% else %}"
                + "{{ m.content }}{% endif %}{% endfor %}{{ 'a:' if add_generation_prompt }}");
    assertThat(
            read(
                spaced,
                """
                {"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}, {"from": "human", "value": "c"}], "chosen": "d", "rejected": "e"}\
                """))
        .first()
        .isEqualTo("chosen ‹<s>›u:aa:b ‹</s>›u:ca:⟦d ‹</s>›⟧");
  }

  @Test
  void rows_that_make_no_tokens_are_told_one_by_one() throws IOException {
    assertThat(
            read(
                """
                {"text": "a"}
                nonsense
                {"text": 7}
                {"instruction": "a", "input": "b", "output": "c"}
                {"messages": [], "tools": 7}\
                """))
        .hasSize(5)
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("text ‹<s>›⟦a‹</s>›⟧"),
            bad -> assertThat(bad).startsWith("1 not JSON"),
            bad -> assertThat(bad).isEqualTo("2 text is no text"),
            bad ->
                assertThat(bad)
                    .startsWith("3 its columns are input, instruction, output; Bagel reads rows"),
            bad -> assertThat(bad).startsWith("4 "));
  }

  @Test
  void a_file_whose_first_row_is_of_no_kind_is_one_error() {
    assertThatThrownBy(() -> read("{\"foo\": 1}"))
        .isInstanceOf(BagelException.class)
        .hasMessageStartingWith("rows.jsonl: its columns are foo; Bagel reads rows with input_ids");
  }

  @Test
  void a_chat_template_is_missed_when_a_row_needs_one() throws IOException {
    RowTokens.Template none =
        new ConversationTemplate(
            tokenizer, folder, null, "--template", LocalDateTime.of(2026, 1, 1, 0, 0));
    assertThatThrownBy(none::read)
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("has no chat template")
        .hasMessageEndingWith("; or name one with --template");
  }
}
