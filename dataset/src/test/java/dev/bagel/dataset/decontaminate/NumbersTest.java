package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,000 sheep | 1000",
        "$17.00 | 17",
        ".40 a mile | 0.4",
        "seven swans | 7",
        "ninety percent | 90",
        "007 | 7",
        "x^3 | 3",
        "a list of 1, 1 and 1 | 1"
      })
  void a_number_is_the_same_however_it_is_written(String text, String value) {
    assertThat(numbers(text).values()).containsExactly(value);
  }

  @Test
  void several_thousands_are_one_number() {
    assertThat(numbers("between 1,250,000.50 and 3,5").values())
        .containsExactlyInAnyOrder("1250000.5", "3", "5");
  }

  @Test
  void one_of_them_is_no_number() {
    assertThat(numbers("which one of them is it?").values()).isEmpty();
  }

  @Test
  void digits_of_other_scripts_and_endless_ones_are_read() {
    assertThat(numbers("٣ ducks").values()).isEmpty();
    assertThat(numbers("9".repeat(100_000)).values()).hasSize(1);
  }

  @Test
  void the_share_is_of_the_first_ones_numbers() {
    assertThat(numbers("3 of 4").in(numbers("4, 5, 6"))).isCloseTo(0.5, within(1e-9));
    assertThat(numbers("none").in(numbers("4"))).isEqualTo(1);
    assertThat(numbers("4").in(numbers("none"))).isZero();
  }

  @Test
  void a_text_agrees_that_has_the_items_numbers_and_few_others() {
    assertThat(numbers("12 of 30 in 5").agreeWith(numbers("thirty, twelve and five"))).isTrue();
    assertThat(numbers("1. 12 of 30 in 5").agreeWith(numbers("30, 12, 5"))).isTrue();
    assertThat(numbers("12 of 30").agreeWith(numbers("30, 12, 5"))).isFalse();
    assertThat(numbers("3, 8, 4, 5").agreeWith(numbers("3 and 5"))).isFalse();
    assertThat(numbers("3, 8, 4, 5").agreeWith(numbers("no number"))).isTrue();
  }

  private static Numbers numbers(String text) {
    return Wording.of(text).numbers();
  }
}
