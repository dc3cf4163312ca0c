package dev.bagel.dataset.source.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MultipleChoiceTest {
  private static final Chance CHANCE = new Chance(1);
  private static final List<String> OPTIONS = List.of("one", "two", "three");

  @Test
  void the_instruction_says_when_the_letter_stands_alone() {
    List<Conversation> asked = asked(100);

    assertThat(asked)
        .allSatisfy(
            it -> {
              boolean bare = it.messages().getFirst().text().endsWith("its letter only.");
              assertThat(it.messages().getLast().text()).isEqualTo(bare ? "B" : "B. two");
            });
  }

  @Test
  void half_of_the_exam_answers_are_the_letter_alone() {
    assertThat(letterOnly(asked(4000))).isCloseTo(2000, within(150L));
  }

  @Test
  void a_quarter_of_the_solutions_are_the_letter_alone() {
    List<Conversation> solutions =
        IntStream.range(0, 4000)
            .mapToObj(i -> MultipleChoice.solutions("Do " + i, OPTIONS, 1, CHANCE))
            .map(Conversation.class::cast)
            .toList();

    assertThat(letterOnly(solutions)).isCloseTo(1000, within(130L));
  }

  @Test
  void labels_of_the_data_do_not_matter() {
    Outcome numbered = MultipleChoice.exam("Which?", List.of("1", "2", "3"), OPTIONS, "2", CHANCE);
    Outcome lettered =
        MultipleChoice.exam(" Which ?", List.of("A", "B", "C"), OPTIONS, "B", CHANCE);

    assertThat(numbered)
        .isEqualTo(lettered)
        .isEqualTo(MultipleChoice.exam("Which?", OPTIONS, 1, CHANCE))
        .isInstanceOf(Conversation.class);
  }

  @Test
  void an_answer_that_is_no_choice_drops_the_row() {
    assertThat(MultipleChoice.exam("Which?", OPTIONS, 3, CHANCE))
        .isEqualTo(
            Drop.row(
                DropReason.ANSWER_OUT_OF_RANGE, "{\"answer\":\"3\",\"choices\":\"3\"}", "Which?"));
    assertThat(MultipleChoice.exam("Which?", List.of("A", "B", "C"), OPTIONS, "D", CHANCE))
        .isEqualTo(
            Drop.row(
                DropReason.ANSWER_OUT_OF_RANGE,
                "{\"answer\":\"D\",\"choices\":\"A B C\"}",
                "Which?"));
  }

  @Test
  void a_blank_option_drops_the_row() {
    assertThat(MultipleChoice.exam("Which?", List.of("one", " "), 0, CHANCE))
        .isEqualTo(Drop.row(DropReason.EMPTY_TURN, "{\"option\":\"B\"}", "Which?"));
  }

  private static List<Conversation> asked(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> MultipleChoice.exam("Which, number " + i + "?", OPTIONS, 1, CHANCE))
        .map(Conversation.class::cast)
        .toList();
  }

  private static long letterOnly(List<Conversation> conversations) {
    return conversations.stream().filter(it -> it.messages().getLast().text().equals("B")).count();
  }
}
