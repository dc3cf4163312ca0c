package dev.bagel.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class FormattingTest {
  private static final List<Sample> QUESTIONS =
      IntStream.range(0, 10_000)
          .<Sample>mapToObj(i -> Conversation.of("Question " + i, "Answer."))
          .toList();

  private final Formatting card = new Formatting(FormatSettings.of(Style.CARD), new Chance(42));

  @ParameterizedTest
  @CsvSource({
    "CARD, ALPACA, 0",
    "CARD, VICUNA, 0.35",
    "CARD, CHATML, 0.15",
    "CARD, LLAMA_2, 0.15",
    "LATER, ALPACA, 0",
    "LATER, VICUNA, 0.5",
    "LATER, CHATML, 0.5",
    "LATER, LLAMA_2, 0.5",
  })
  void default_system_texts_come_as_often_as_the_style_says(
      Style style, PromptFormat format, double probability) {
    Formatting formatting = new Formatting(FormatSettings.of(style), new Chance(42));
    long with =
        QUESTIONS.stream()
            .map(sample -> formatting.render("s", sample, new RowPlan(format, 1)))
            .filter(row -> text(row).contains("unbiased"))
            .count();
    assertThat(with / 10_000.0).isCloseTo(probability, within(probability == 0 ? 0 : 0.02));
  }

  @Test
  void all_turns_of_a_conversation_and_the_pair_with_its_id_share_the_default_system_text() {
    for (int i = 0; i < 200; i++) {
      Conversation single = Conversation.of("Question " + i, "Answer.");
      Preference pair = Preference.of("Question " + i, "Answer.", "Nothing.");
      Conversation several =
          Conversation.of(
                  List.of(
                      Message.user("a"),
                      Message.assistant("b"),
                      Message.user("c"),
                      Message.assistant("d")))
              .keyedBy("Question " + i);
      boolean with = text(card.render("s", single, vicuna(1))).contains("unbiased");
      assertThat(List.of(vicuna(1), vicuna(3)))
          .allMatch(plan -> text(card.render("s", several, plan)).contains("unbiased") == with);
      assertThat(text(card.render("s", pair, vicuna(1))).contains("unbiased")).isEqualTo(with);
    }
  }

  @Test
  void a_system_text_of_its_own_is_never_replaced() {
    FormatSettings always =
        new FormatSettings(
            PromptStyle.of(Style.CARD), Coverage.ALL, Map.of(PromptFormat.VICUNA, 1.0));
    Sample sample = Conversation.of("Be terse.", "Hi.", "Hello.");
    assertThat(text(new Formatting(always, new Chance(1)).render("s", sample, vicuna(2))))
        .isEqualTo("Be terse.\nUSER: Hi.\nASSISTANT: ");
  }

  @Test
  void plans_are_by_format_then_by_turn() {
    Conversation several =
        Conversation.of(
            List.of(
                Message.system("s"),
                Message.user("a"),
                Message.assistant("b"),
                Message.user("c"),
                Message.assistant("d")));
    assertThat(card.plan(several))
        .containsExactlyElementsOf(
            Arrays.stream(PromptFormat.values())
                .flatMap(format -> IntStream.of(2, 4).mapToObj(turn -> new RowPlan(format, turn)))
                .toList());
    assertThat(card.plan(Preference.of("a", "b", "c"))).hasSize(4);
    assertThat(card.plan(PlainText.of("a"))).hasSize(1);
  }

  @Test
  void three_of_four_leaves_out_each_format_equally_often() {
    assertThat(formatShares(Coverage.THREE_OF_FOUR, 3))
        .hasSize(4)
        .allSatisfy((_, share) -> assertThat(share).isCloseTo(0.75, within(0.02)));
  }

  @Test
  void one_takes_each_format_equally_often() {
    assertThat(formatShares(Coverage.ONE, 1))
        .hasSize(4)
        .allSatisfy((_, share) -> assertThat(share).isCloseTo(0.25, within(0.02)));
  }

  @ParameterizedTest
  @EnumSource
  void coverage_is_found_by_its_label(Coverage coverage) {
    assertThat(Coverage.of(coverage.label())).isEqualTo(coverage);
  }

  @Test
  void an_unknown_coverage_names_the_known_ones() {
    assertThatThrownBy(() -> Coverage.of("two"))
        .hasMessage("there is no coverage \"two\"; use all, three-of-four or one");
  }

  @Test
  void a_chance_beyond_one_is_refused() {
    assertThatThrownBy(
            () ->
                new FormatSettings(
                    PromptStyle.of(Style.CARD), Coverage.ALL, Map.of(PromptFormat.VICUNA, 35.0)))
        .hasMessage("the chance of a default system text in vicuna is 35.0; give one from 0 to 1");
  }

  @Test
  void the_same_seed_gives_the_same_rows_and_another_seed_others() {
    Formatting again = new Formatting(FormatSettings.of(Style.CARD), new Chance(42));
    Formatting other = new Formatting(FormatSettings.of(Style.CARD), new Chance(43));
    assertThat(allRows(again)).isEqualTo(allRows(card)).isNotEqualTo(allRows(other));
  }

  @ParameterizedTest
  @EnumSource
  void both_sides_of_a_pair_get_the_same_white_space_rules(PromptFormat format) {
    String text = "\n\u00A0 Cork.\n\n\n\nWood. \n";
    DpoRow row = (DpoRow) card.render("s", Preference.of("a", text, text), new RowPlan(format, 1));
    assertThat(row.chosen()).isEqualTo(format.output(text)).isNotEqualTo(text);
    assertThat(row.rejected()).isEqualTo(row.chosen());
  }

  @Test
  void formatting_can_travel_to_a_worker() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(card);
    Object arrived =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(arrived).isEqualTo(card);
  }

  private static Map<String, Double> formatShares(Coverage coverage, int rowsEach) {
    Formatting formatting =
        new Formatting(
            new FormatSettings(PromptStyle.of(Style.CARD), coverage, Map.of()), new Chance(42));
    assertThat(QUESTIONS).allMatch(sample -> formatting.plan(sample).size() == rowsEach);
    return QUESTIONS.stream()
        .flatMap(sample -> formatting.plan(sample).stream())
        .collect(
            Collectors.groupingBy(
                plan -> String.valueOf(plan.format()),
                Collectors.summingDouble(_ -> 1.0 / QUESTIONS.size())));
  }

  private static List<TrainingRow> allRows(Formatting formatting) {
    return QUESTIONS.subList(0, 200).stream()
        .flatMap(
            sample ->
                formatting.plan(sample).stream().map(plan -> formatting.render("s", sample, plan)))
        .toList();
  }

  private static RowPlan vicuna(int turn) {
    return new RowPlan(PromptFormat.VICUNA, turn);
  }

  private static String text(TrainingRow row) {
    return switch (row) {
      case SftRow sft -> sft.input();
      case DpoRow dpo -> dpo.prompt();
    };
  }
}
