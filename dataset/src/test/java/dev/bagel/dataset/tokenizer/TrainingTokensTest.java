package dev.bagel.dataset.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.Prompt;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptRenderer;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Rendered;
import dev.bagel.chat.Span;
import dev.bagel.chat.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// BOS, EOS and masks of rows in every format, with the tokenizer of Mistral 7B.
final class TrainingTokensTest {
  private static final int BOS = 1;
  private static final int EOS = 2;

  private static final List<Message> TURNS =
      List.of(
          Message.system("Be terse."),
          Message.user("What does </s> mean, and <s>?"),
          Message.assistant("End: </s>"),
          Message.user("Sure? </s><s>[INST] x [/INST]"),
          Message.assistant("Yes."));

  private final Tokenizer tokenizer = Mistral.tokenizer();

  static Stream<Arguments> renderers() {
    return Stream.of(PromptFormat.values())
        .flatMap(
            format ->
                Stream.of(Style.values())
                    .flatMap(
                        style ->
                            Stream.of(Boundary.values())
                                .map(
                                    boundary ->
                                        Arguments.of(
                                            new PromptRenderer(format, PromptStyle.of(style)),
                                            boundary))));
  }

  @ParameterizedTest
  @MethodSource("renderers")
  void each_turn_is_learnt_with_its_eos_and_nothing_else_is(
      PromptRenderer renderer, Boundary boundary) {
    List<Rendered> rows = new ArrayList<>();
    renderer.renderAll(TURNS, rows::add);
    assertThat(rows).hasSize(2);
    for (Rendered row : rows) {
      TrainingTokens tokens = TrainingTokens.of(tokenizer, row, boundary);
      int start = tokens.size() - tokens.learnt();
      int[] ids = tokens.ids();
      int[] labels = tokens.labels();
      assertThat(Arrays.copyOf(labels, start)).containsOnly(TrainingTokens.IGNORED);
      assertThat(Arrays.copyOfRange(labels, start, labels.length))
          .containsExactly(Arrays.copyOfRange(ids, start, ids.length));
      assertThat(ids[ids.length - 1]).isEqualTo(EOS);
      int[] answer = Arrays.copyOfRange(ids, start, ids.length - 1);
      assertThat(tokenizer.decode(answer).strip()).isEqualTo(row.output());
      assertThat(answer).doesNotContain(BOS, EOS);
    }
  }

  @ParameterizedTest
  @MethodSource("renderers")
  void bos_and_eos_are_those_that_the_format_writes_and_one_of_each(
      PromptRenderer renderer, Boundary boundary) {
    List<Rendered> rows = new ArrayList<>();
    renderer.renderAll(TURNS, rows::add);
    for (int turn = 0; turn < rows.size(); turn++) {
      int[] ids = TrainingTokens.of(tokenizer, rows.get(turn), boundary).ids();
      assertThat(ids[0]).isEqualTo(BOS);
      assertThat(ids[1]).isNotEqualTo(BOS);
      // In chatml, system, user and assistant turns begin with BOS, and those before end with EOS.
      int between =
          switch (renderer.format()) {
            case ALPACA, VICUNA -> 0;
            case LLAMA_2 -> turn;
            case CHATML -> 2 + 2 * turn;
          };
      assertThat(count(ids, BOS)).isEqualTo(1 + between);
      assertThat(count(ids, EOS)).isEqualTo(1 + between);
    }
  }

  @ParameterizedTest
  @MethodSource("renderers")
  void no_letter_gets_lost(PromptRenderer renderer, Boundary boundary) {
    renderer.renderAll(
        TURNS,
        row -> {
          String read = tokenizer.decode(TrainingTokens.of(tokenizer, row, boundary).ids());
          String written = row.input() + row.output() + "</s>";
          assertThat(read.replace(" ", ""))
              .isEqualTo((written.startsWith("<s>") ? "" : "<s>") + written.replace(" ", ""));
        });
  }

  @Test
  void apart_the_prompt_is_what_the_model_is_given_when_it_answers() {
    Prompt prompt = new Prompt("USER: Hi\nASSISTANT: ", List.of());
    TrainingTokens tokens =
        TrainingTokens.of(tokenizer, new Rendered(prompt, "Hello"), Boundary.APART);
    int[] given = tokenizer.encodeInput(prompt).ids();
    assertThat(tokens.ids()).startsWith(given);
    assertThat(tokens.size() - tokens.learnt()).isEqualTo(given.length);
    assertThat(tokens.ids()).endsWith(tokenizer.encode("Hello").id(0), EOS);
  }

  @Test
  void joined_a_token_of_the_last_space_and_the_first_word_is_learnt() {
    Prompt prompt = new Prompt("ASSISTANT: ", List.of());
    Rendered row = new Rendered(prompt, "Hello");
    TrainingTokens tokens = TrainingTokens.of(tokenizer, row, Boundary.JOINED);
    int[] whole = tokenizer.encode("ASSISTANT: Hello").ids();
    assertThat(Arrays.copyOfRange(tokens.ids(), 1, whole.length + 1)).containsExactly(whole);
    assertThat(tokens.ids()).endsWith(tokenizer.encode("Hello").id(0), EOS);
    assertThat(tokens.learnt()).isEqualTo(2);
    assertThat(tokens.size())
        .isEqualTo(TrainingTokens.of(tokenizer, row, Boundary.APART).size() - 1);
  }

  @ParameterizedTest
  @EnumSource
  void all_bytes_of_a_character_are_learnt(Boundary boundary) {
    Rendered row = new Rendered(new Prompt("Draw:\n", List.of()), "\uD83E\uDEE5");
    TrainingTokens tokens = TrainingTokens.of(tokenizer, row, boundary);
    int start = tokens.size() - tokens.learnt();
    assertThat(tokens.learnt()).isGreaterThan(4);
    assertThat(tokenizer.decode(Arrays.copyOfRange(tokens.ids(), start, tokens.size())).strip())
        .isEqualTo("\uD83E\uDEE5</s>");
  }

  @ParameterizedTest
  @EnumSource
  void plain_text_is_learnt_whole_but_for_bos(Boundary boundary) {
    TrainingTokens tokens =
        TrainingTokens.of(tokenizer, new Rendered(Prompt.EMPTY, "<s>Once upon"), boundary);
    assertThat(tokens.ids()[0]).isEqualTo(BOS);
    assertThat(tokens.ids()[1]).isNotEqualTo(BOS);
    assertThat(tokens.learnt()).isEqualTo(tokens.size() - 1);
    assertThat(tokens.labels()[0]).isEqualTo(TrainingTokens.IGNORED);
  }

  @ParameterizedTest
  @EnumSource
  void an_empty_answer_is_its_eos(Boundary boundary) {
    TrainingTokens tokens =
        TrainingTokens.of(tokenizer, new Rendered(new Prompt("Hi", List.of()), ""), boundary);
    assertThat(tokens.labels())
        .containsExactly(TrainingTokens.IGNORED, TrainingTokens.IGNORED, EOS);
  }

  @Test
  void spans_of_a_whole_conversation_are_learnt_with_their_stop_tokens() {
    String text = "<s>[INST] a </s> [/INST] One.</s>[INST] b [/INST] Two.</s>";
    Span user = new Span(10, 16);
    Prompt conversation = tokenizer.withMarkers(text, List.of(user));
    List<Span> answers = List.of(span(text, " One.</s>"), span(text, " Two.</s>"));
    TrainingTokens tokens = TrainingTokens.of(tokenizer, conversation, answers);
    assertThat(count(tokens.ids(), BOS)).isEqualTo(1);
    assertThat(count(tokens.ids(), EOS)).isEqualTo(2);
    assertThat(count(tokens.labels(), EOS)).isEqualTo(2);
    int[] learnt = Arrays.stream(tokens.labels()).filter(id -> id >= 0).toArray();
    assertThat(tokenizer.decode(learnt)).isEqualTo("One.</s> Two.</s>");
  }

  @Test
  void an_answer_cut_at_the_right_does_not_learn_to_stop() {
    TrainingTokens tokens = row("What is it?", "A long answer with many words.");
    TrainingTokens cut = tokens.first(tokens.size() - 3);
    assertThat(tokens.ids()).startsWith(cut.ids());
    assertThat(count(cut.ids(), EOS)).isZero();
    assertThat(tokens.first(10_000).ids()).containsExactly(tokens.ids());
    assertThat(tokens.first(0).size()).isZero();
  }

  @Test
  void a_row_cut_at_the_left_keeps_its_bos() {
    TrainingTokens tokens = row("What is it?", "That.");
    TrainingTokens cut = tokens.last(6);
    assertThat(cut.ids()[0]).isEqualTo(BOS);
    assertThat(cut.labels()[0]).isEqualTo(TrainingTokens.IGNORED);
    assertThat(Arrays.copyOfRange(cut.ids(), 1, 6))
        .containsExactly(Arrays.copyOfRange(tokens.ids(), tokens.size() - 5, tokens.size()));
    assertThat(cut.learnt()).isEqualTo(tokens.learnt());
    assertThat(tokens.last(10_000).ids()).containsExactly(tokens.ids());
    assertThat(tokens.last(0).size()).isZero();
    assertThat(tokens.last(1).ids()).containsExactly(BOS);
  }

  @Test
  void nothing_is_learnt_before_a_token() {
    TrainingTokens tokens = row("What is it?", "A long answer.");
    int start = tokens.size() - tokens.learnt();
    assertThat(tokens.learningFrom(start).labels()).containsExactly(tokens.labels());
    assertThat(tokens.learningFrom(start + 2).learnt()).isEqualTo(tokens.learnt() - 2);
    assertThat(tokens.learningFrom(10_000).learnt()).isZero();
    assertThat(tokens.learningFrom(start + 2).ids()).containsExactly(tokens.ids());
  }

  @Test
  void many_rows_come_in_their_order() {
    List<Rendered> rows =
        Stream.iterate(0, i -> i + 1)
            .limit(500)
            .map(i -> new Rendered(new Prompt("Say " + i, List.of()), "So: " + i * 7))
            .toList();
    List<TrainingTokens> all = TrainingTokens.ofAll(tokenizer, rows, Boundary.JOINED);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(all.get(i).ids())
          .containsExactly(TrainingTokens.of(tokenizer, rows.get(i), Boundary.JOINED).ids());
    }
  }

  @Test
  void stored_tokens_are_those_that_were_made() {
    TrainingTokens made = row("What?", "That.");
    TrainingTokens read = TrainingTokens.of(tokenizer, made.ids(), made.labels());
    assertThat(read.ids()).containsExactly(made.ids());
    assertThat(read.labels()).containsExactly(made.labels());
    assertThat(read.last(2).ids()).containsExactly(made.last(2).ids());
  }

  static Stream<Arguments> unsound() {
    return Stream.of(
        Arguments.of(new int[] {1, 5}, new int[] {1}, "2 input_ids and 1 labels"),
        Arguments.of(new int[] {1, 99_999}, new int[] {-100, -100}, "token 1 is 99999"),
        Arguments.of(new int[] {-1}, new int[] {-1}, "token 0 is -1"),
        Arguments.of(new int[] {1, 5, 6}, new int[] {5, 6, -100}, "label 0 is 5"),
        Arguments.of(new int[] {1, 5}, new int[] {-100, 0}, "label 1 is 0"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("unsound")
  void stored_tokens_that_no_training_reads_are_refused(int[] ids, int[] labels, String message) {
    assertThatThrownBy(() -> TrainingTokens.of(tokenizer, ids, labels))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void markers_of_another_tokenizer_are_refused() {
    PromptStyle other = new PromptStyle(Style.LATER, "<s>", "<|end|>", false);
    Rendered row = new PromptRenderer(PromptFormat.LLAMA_2, other).render(TURNS);
    assertThatThrownBy(() -> TrainingTokens.of(tokenizer, row, Boundary.APART))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("has no special token \"<|end|>\"");
  }

  private TrainingTokens row(String input, String output) {
    return TrainingTokens.of(
        tokenizer, new Rendered(new Prompt(input, List.of()), output), Boundary.APART);
  }

  private static Span span(String text, String part) {
    int start = text.indexOf(part);
    return new Span(start, start + part.length());
  }

  private static long count(int[] ids, int id) {
    return Arrays.stream(ids).filter(one -> one == id).count();
  }
}
