package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {
  private static final String BAKER =
      "A baker sells 24 rolls each morning and twice as many on Sundays. How many in a week?";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A baker sells 24 rolls each morning and twice as many on Sundays. How many in a week?",
        "A BAKER SELLS 24 ROLLS EACH MORNING AND TWICE AS MANY ON SUNDAYS. HOW MANY IN A WEEK?",
        "A\nbaker\u00a0sells 24\trolls each  morning and twice as many on Sundays. How many in a"
            + " week?",
        "A baekr sells 24 rolls each mornign andt wice as many on Sudnays. How many in a week?",
        "A baker sells 31 rolls each morning and twice as many on Sundays. How many in a week?",
        "A baker sells rolls each morning and as many on Sundays. How many in a week?",
        "A b\u0001aker sells 24 r\u00f6lls each morning and twice as many on Sundays. How many in a"
            + " week?"
      })
  void an_edited_text_is_a_copy(String text) {
    assertThat(evidence(text, BAKER)).isEqualTo(Evidence.COPY);
  }

  @Test
  void an_item_with_words_around_it_is_contained() {
    assertThat(evidence("You are a patient teacher of sums.\nAnswer this:\n" + BAKER, BAKER))
        .isEqualTo(Evidence.CONTAINED);
    assertThat(evidence(BAKER + "\nThink step by step, then write the number alone.", BAKER))
        .isEqualTo(Evidence.CONTAINED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A week has seven days. How many rolls does a baker bake in twelve of them?",
        "twice many A on sells Sundays each How 24 baker week rolls in a morning many as and",
        "",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void other_words_or_another_order_are_neither(String text) {
    assertThat(evidence(text, BAKER)).isNull();
  }

  @Test
  void an_empty_item_is_in_no_text() {
    assertThat(evidence(BAKER, " \u0000")).isNull();
    assertThat(evidence("", "")).isNull();
  }

  private static @Nullable Evidence evidence(String text, String item) {
    Wording its = Wording.of(item);
    if (Letters.isCopy(Wording.of(text), its)) {
      return Evidence.COPY;
    }
    return Letters.contains(Wording.of(text), its) ? Evidence.CONTAINED : null;
  }

  @Test
  void a_few_common_words_are_in_many_texts() {
    String item = "Who are you?";
    assertThat(evidence("Tell me: " + item, item)).isEqualTo(Evidence.CONTAINED);
    assertThat(
            evidence(
                "A stranger comes to the gate at night and the guard asks, who are you, and why"
                    + " do you come so late?",
                item))
        .isNull();
  }
}
