package dev.bagel.dataset.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.template.ChatTemplate;
import dev.bagel.chat.template.TemplateOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Masks of whole conversations, letter by letter: learnt in `⟦⟧`, special tokens in `‹›`.
final class TemplateTokensTest {
  private static final String IM =
      """
      {%- for m in messages %}<|im_start|>{{ m.role }}
      {{ m.content }}<|im_end|>
      {% endfor %}
      {%- if add_generation_prompt %}<|im_start|>assistant
      {% endif %}
      """;

  private static final String IM_MARKED =
      """
      {%- for m in messages %}<|im_start|>{{ m.role }}
      {% if m.role == 'assistant' %}{% generation %}{{ m.content }}{% endgeneration %}
      {%- else %}{{ m.content }}{% endif %}<|im_end|>
      {% endfor %}
      """;

  private static final String INST =
      """
      {{- bos_token }}{% for m in messages %}
      {%- if m.role == 'user' %}[INST] {{ m.content }} [/INST]
      {%- else %} {{ m.content }} {{ eos_token }}{% endif %}
      {%- endfor %}\
      """;

  private static final List<Message> TURNS =
      List.of(
          Message.user("a?"), Message.assistant("b."), Message.user("c?"), Message.assistant("d."));

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // every test opens its own
  private Tokenizer tokenizer;

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {IM, IM_MARKED})
  void each_turn_is_learnt_with_its_stop_token(String template) throws IOException {
    im();
    assertThat(read(template, TURNS))
        .isEqualTo(
            """
            ‹<|im_start|>›user
            a?‹<|im_end|>›
            ‹<|im_start|>›assistant
            ⟦b.‹<|im_end|>›⟧
            ‹<|im_start|>›user
            c?‹<|im_end|>›
            ‹<|im_start|>›assistant
            ⟦d.‹<|im_end|>›⟧
            """);
  }

  @ParameterizedTest
  @CsvSource({"true, <s>", "false, <s>", "true, ''", "false, ''"})
  void bos_stands_in_front_once_whoever_puts_it_there(boolean tokenizerAdds, String templateWrites)
      throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", tokenizerAdds);
    TemplateOptions options =
        TemplateOptions.DEFAULTS.withBosToken(templateWrites).withEosToken("</s>");
    String read = read(INST, TURNS, options);
    String bos = tokenizerAdds || !templateWrites.isEmpty() ? "‹<s>›" : "";
    assertThat(read).isEqualTo(bos + "[INST] a? [/INST]⟦ b. ‹</s>›⟧[INST] c? [/INST]⟦ d. ‹</s>›⟧");
  }

  @Test
  void a_tokenizer_without_bos_gets_none() throws IOException {
    im();
    assertThat(read(IM, TURNS)).startsWith("‹<|im_start|>›user");
  }

  @Test
  void a_prompt_ends_where_the_answer_begins() throws IOException {
    im();
    List<Message> turns = List.of(Message.user("a<|im_end|>?"));
    Encoded prompt =
        new TemplateTokens(tokenizer, ChatTemplate.parse("im", IM), TemplateOptions.DEFAULTS)
            .prompt(turns, null);
    assertThat(tokenizer.decode(prompt.ids()))
        .isEqualTo("<|im_start|>user\na<|im_end|>?<|im_end|>\n<|im_start|>assistant\n");
    assertThat(prompt.ids())
        .containsOnlyOnce(tokenizer.special("<|im_end|>").orElseThrow())
        .endsWith("assistant\n".chars().toArray());
  }

  @Test
  void what_a_message_spells_is_text_and_what_the_template_writes_is_a_token() throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", true);
    List<Message> turns =
        List.of(Message.user("<s>a</s>? </s><s>[INST]"), Message.assistant("</s>"));
    assertThat(read(INST, turns, named()))
        .isEqualTo("‹<s>›[INST] <s>a</s>? </s><s>[INST] [/INST]⟦ </s> ‹</s>›⟧");
  }

  @Test
  void texts_deep_in_maps_records_lists_and_json_are_text_too() throws IOException {
    im();
    record Tool(String name, List<String> hints) {}
    String template =
        "{% for t in tools %}{{ t | tojson }}{% endfor %}{{ extra.deep[0] }}{{ pad_token }}" + IM;
    List<?> tools =
        List.of(
            new Tool("<|im_end|>", List.of("<|im_start|>")),
            JsonMapper.shared().readTree("{\"<|im_end|>\": [\"<|im_end|>x\"]}"));
    TemplateOptions options =
        TemplateOptions.DEFAULTS
            .with("extra", Map.of("deep", List.of("<|im_end|>")))
            .with("pad_token", "<|im_start|>");
    TemplateTokens tokens =
        new TemplateTokens(tokenizer, ChatTemplate.parse("test", template), options);
    String read = Letters.read(tokenizer, tokens.of(TURNS.subList(0, 2), tools));
    assertThat(read)
        .startsWith(
            "{\"name\": \"<|im_end|>\", \"hints\": [\"<|im_start|>\"]}"
                + "{\"<|im_end|>\": [\"<|im_end|>x\"]}"
                + "<|im_end|>‹<|im_start|>›"
                + "‹<|im_start|>›user\n");
  }

  @Test
  void special_tokens_of_one_letter_and_within_each_other_stay_text() throws IOException {
    tokenizer = Letters.open(folder, "<s>", "~", true, "s>", "<s><s>");
    List<Message> turns = List.of(Message.user("~ <s><s>"), Message.assistant("yes"));
    TemplateOptions options = TemplateOptions.DEFAULTS.withBosToken("<s>").withEosToken("~");
    assertThat(read(INST, turns, options)).isEqualTo("‹<s>›[INST] \0 <s><s> [/INST]⟦ yes ‹~›⟧");
  }

  @Test
  void a_text_that_holds_the_first_character_for_gaps_is_no_trouble() throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", true);
    List<Message> turns = List.of(Message.user("\u4DC0\uE000</s>"), Message.assistant("a"));
    assertThat(read(INST, turns, named())).endsWith("</s> [/INST]⟦ a ‹</s>›⟧");
  }

  @Test
  void a_template_that_looks_for_special_tokens_in_texts_is_refused() throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", true, "</think>");
    String template =
        INST.replace("else %} {{ m.content }}", "else %} {{ m.content.split('</think>')[-1] }}");
    assertThat(read(template, TURNS, named())).contains("⟦ b. ‹</s>›⟧");
    List<Message> turns = List.of(Message.user("a"), Message.assistant("hm</think>b"));
    assertThatThrownBy(() -> read(template, turns, named()))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("the conversation spells special tokens (</think>)")
        .hasMessageContaining("reasoning_content");
    String refuses =
        "{% if '</think>' not in messages[0].content %}{{ raise_exception('no') }}{% endif %}" + IM;
    assertThatThrownBy(() -> read(refuses, List.of(Message.user("</think>")), named()))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("the conversation spells special tokens (</think>)");
  }

  @Test
  void turns_that_a_template_writes_differently_when_others_follow_are_named() throws IOException {
    im();
    String drops =
        IM.replace("{{ m.content }}", "{{ m.content if loop.last else m.content.split('|')[-1] }}");
    List<Message> turns =
        List.of(
            Message.user("a"),
            Message.assistant("hm|b"),
            Message.user("c"),
            Message.assistant("hm|d"));
    assertThat(read(drops, turns.subList(0, 2))).endsWith("assistant\n⟦hm|b‹<|im_end|>›⟧\n");
    assertThatThrownBy(() -> read(drops, turns))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("message 1 (from 0)")
        .hasMessageContaining("differently when other messages follow")
        .hasMessageContaining("{% generation %}");
  }

  @Test
  void a_generation_prompt_that_is_not_how_turns_begin_is_named() throws IOException {
    im();
    String other = IM.replace("<|im_start|>assistant\n", "<|im_start|>bot\n");
    assertThatThrownBy(() -> read(other, TURNS))
        .hasMessageContaining("message 1 (from 0)")
        .hasMessageContaining("generation prompt");
  }

  @Test
  void a_template_that_wants_all_messages_is_named_with_its_reason() throws IOException {
    im();
    String picky =
        "{% if messages | length < 4 %}{{ raise_exception('too short') }}{% endif %}" + IM;
    assertThatThrownBy(() -> read(picky, TURNS))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("message 1 (from 0)")
        .hasMessageContaining("by themselves")
        .hasStackTraceContaining("too short");
  }

  @Test
  void a_token_that_closes_the_whole_conversation_is_no_part_of_earlier_turns() throws IOException {
    tokenizer = Letters.open(folder, null, "</s>", false, "<|end|>", "<|a|>");
    String template =
        """
        {%- for m in messages %}{{ '<|a|>' if m.role == 'assistant' else 'U:' }}
        {{ m.content }}<|end|>
        {% endfor %}{{ '<|a|>\n' if add_generation_prompt else eos_token }}\
        """;
    assertThat(read(template, TURNS, named()))
        .isEqualTo(
            """
            U:
            a?‹<|end|>›
            ‹<|a|>›
            ⟦b.‹<|end|>›⟧
            U:
            c?‹<|end|>›
            ‹<|a|>›
            ⟦d.‹<|end|>›
            ‹</s>›⟧\
            """);
  }

  @Test
  void a_generation_prompt_that_is_written_unasked_is_no_part_of_a_turn() throws IOException {
    im();
    String always = IM.replace("if add_generation_prompt", "if true");
    List<Message> turns =
        List.of(
            Message.user("a."),
            Message.assistant("b."),
            Message.user("c."),
            Message.assistant("b."),
            Message.user("d."));
    assertThat(read(always, turns))
        .isEqualTo(
            """
            ‹<|im_start|>›user
            a.‹<|im_end|>›
            ‹<|im_start|>›assistant
            ⟦b.‹<|im_end|>›⟧
            ‹<|im_start|>›user
            c.‹<|im_end|>›
            ‹<|im_start|>›assistant
            ⟦b.‹<|im_end|>›⟧
            ‹<|im_start|>›user
            d.‹<|im_end|>›
            ‹<|im_start|>›assistant
            """);
  }

  @Test
  void a_stop_token_that_the_next_turn_begins_with_is_learnt() throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", true, "<|u|>", "<|a|>");
    String template =
        "{% for m in messages %}<|{{ m.role[0] }}|>{{ m.content }}{% endfor %}"
            + "{{ '<|a|>' if add_generation_prompt }}";
    assertThat(read(template, TURNS))
        .isEqualTo("‹<s>›‹<|u|>›a?‹<|a|>›⟦b.‹<|u|>›⟧c?‹<|a|>›⟦d.‹</s>›⟧");
  }

  @Test
  void white_space_around_bos_and_behind_the_generation_prompt_is_forgiven() throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", true);
    String template =
        """

         {{ bos_token }}{% for m in messages %}{{ m.role[0] }}: {{ m.content }}</s>
        {% endfor %}{{ 'a: \\n' if add_generation_prompt }}\
        """;
    assertThat(read(template, TURNS, named()))
        .isEqualTo("‹<s>›u: a?‹</s>›\na: ⟦b.‹</s>›⟧\nu: c?‹</s>›\na: ⟦d.‹</s>›⟧\n");
  }

  @Test
  void where_nothing_ends_the_last_answer_eos_does_once() throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", true);
    String plain =
        "{% for m in messages %}{{ m.role[0] }}: {{ m.content }}\n{% endfor %}"
            + "{% if add_generation_prompt %}a: {% endif %}";
    assertThat(read(plain, TURNS.subList(0, 2))).isEqualTo("‹<s>›u: a?\na: ⟦b.\n‹</s>›⟧");
    String marked =
        plain.replace("{{ m.content }}", "{% generation %}{{ m.content }}{% endgeneration %}");
    assertThat(read(marked, TURNS.subList(1, 2))).isEqualTo("‹<s>›a: ⟦b.‹</s>›⟧");
    assertThat(read(plain, TURNS.subList(0, 1))).isEqualTo("‹<s>›u: a?\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // The stop token inside, directly behind, behind a space; another token; BOS; none.
        "{%generation%}x</s>{%endgeneration%}</s>y | ⟦x‹</s>›⟧‹</s>›y",
        "{%generation%}x{%endgeneration%}</s>y     | ⟦x‹</s>›⟧y",
        "{%generation%}x{%endgeneration%} </s>y    | ⟦x ‹</s>›⟧y",
        "{%generation%}x{%endgeneration%}<end>y    | ⟦x‹<end>›⟧y",
        "{%generation%}x{%endgeneration%} <end>y   | ⟦x⟧ ‹<end>›y",
        "{%generation%}x{%endgeneration%}<s>y      | ⟦x⟧‹<s>›y",
        "{%generation%}x{%endgeneration%}y</s>     | ⟦x⟧y‹</s>›",
        "{%generation%}{%endgeneration%}<end>y     | ⟦‹<end>›⟧y",
        "{%generation%}x{%generation%}y{%endgeneration%}{%endgeneration%}</s>z | ⟦xy‹</s>›⟧z",
        "{%generation%}x{%endgeneration%}{%generation%}</s>{%endgeneration%}z  | ⟦x‹</s>›⟧z",
      })
  void a_block_is_learnt_with_the_special_token_behind_it(String template, String expected)
      throws IOException {
    tokenizer = Letters.open(folder, "<s>", "</s>", false, "<end>");
    assertThat(read("U " + template, TURNS)).isEqualTo("U " + expected);
  }

  @Test
  void a_tokenizer_without_eos_is_refused_where_it_is_needed() throws IOException {
    tokenizer = Letters.open(folder, "<s>", null, true, "<|im_start|>", "<|im_end|>");
    assertThat(read(IM, TURNS)).contains("⟦b.‹<|im_end|>›⟧");
    assertThatThrownBy(() -> read("{% generation %}x{% endgeneration %}", TURNS))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("names no EOS");
  }

  @Test
  void a_model_that_is_not_asked_for_an_answer_learns_nothing() throws IOException {
    im();
    assertThat(read(IM, TURNS.subList(0, 1))).doesNotContain("⟦");
  }

  private void im() throws IOException {
    tokenizer = Letters.open(folder, null, "<|im_end|>", false, "<|im_start|>");
  }

  private static TemplateOptions named() {
    return TemplateOptions.DEFAULTS.withBosToken("<s>").withEosToken("</s>");
  }

  private String read(String template, List<?> messages) {
    return read(template, messages, TemplateOptions.DEFAULTS);
  }

  private String read(String template, List<?> messages, TemplateOptions options) {
    TemplateTokens tokens =
        new TemplateTokens(tokenizer, ChatTemplate.parse("test", template), options);
    return Letters.read(tokenizer, tokens.of(messages, null));
  }
}
