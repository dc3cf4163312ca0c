package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RephraseRuleTest {
  private static final String ITEM =
      "Marta packs 36 jars of honey into boxes of 4. How many boxes does she need?";
  private static final String OTHER_WORDS =
      "If each box takes 4 jars, what number of boxes will hold all of Marta's 36 honey jars?";
  private static final String OTHER_NUMBERS =
      "Marta packs 45 jars of honey into boxes of 9. How many boxes does she need?";
  private static final String SAME_ORDER =
      "Marta places 36 jars of honey in boxes of four. How many boxes must she buy?";

  @Test
  void the_same_numbers_in_other_words_are_rephrased() {
    assertThat(evidence(OTHER_WORDS, ITEM, 0.76)).isEqualTo(Evidence.REPHRASED);
    assertThat(evidence(OTHER_WORDS, ITEM, 0.759)).isNull();
  }

  @Test
  void other_numbers_are_another_problem_until_the_vectors_are_nearly_the_same() {
    assertThat(evidence(OTHER_NUMBERS, ITEM, 0.87)).isNull();
    assertThat(evidence(OTHER_NUMBERS, ITEM, 0.88)).isEqualTo(Evidence.ALIKE);
  }

  @Test
  void many_words_in_their_order_make_up_for_some_of_the_cosine() {
    assertThat(evidence(SAME_ORDER, ITEM, 0.73)).isEqualTo(Evidence.WORDED);
    assertThat(evidence(OTHER_WORDS, ITEM, 0.73)).isNull();
    assertThat(evidence(SAME_ORDER, ITEM, 0.71)).isNull();
  }

  @Test
  void brief_texts_must_be_more_alike() {
    assertThat(evidence("What do ants mostly eat?", "What is it that ants eat?", 0.79)).isNull();
    assertThat(evidence("What do ants mostly eat?", "What is it that ants eat?", 0.80))
        .isEqualTo(Evidence.BRIEF);
    assertThat(evidence("Do 3 ants eat?", "Do 4 ants eat?", 0.95)).isNull();
  }

  @Test
  void a_match_holds_at_the_cosines_at_which_it_would_be_found() {
    Match brief = new Match(new BenchmarkItem("b", 0, "x"), 0.80, Evidence.BRIEF, "y");
    assertThat(Rule.REPHRASE.holds(brief)).isTrue();
    assertThat(Rule.REPHRASE.at(0.78).holds(brief)).isFalse();
    Match copy = new Match(new BenchmarkItem("b", 0, "x"), 0.10, Evidence.COPY, "y");
    assertThat(Rule.REPHRASE.at(0.99).holds(copy)).isTrue();
  }

  private static @Nullable Evidence evidence(String text, String item, double similarity) {
    return Rule.REPHRASE.evidence(Wording.of(text), Wording.of(item), similarity);
  }
}
