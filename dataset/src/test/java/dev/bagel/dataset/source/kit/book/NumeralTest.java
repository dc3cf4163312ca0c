package dev.bagel.dataset.source.kit.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralTest {
  @ParameterizedTest
  @CsvSource({
    "1,1",
    "135,135",
    "I,1",
    "iv,4",
    "XIX,19",
    "XL,40",
    "LXXXVI,86",
    "CXXXV,135",
    "One,1",
    "TWELVE,12",
    "nineteen,19",
    "Thirty-one,31",
    "ninety,90",
    "First,1",
    "TWENTIETH,20",
    "twenty-first,21",
    "last,1000"
  })
  void reads_figures_and_words(String word, int number) {
    assertThat(Numeral.parse(word)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "IIII I", "IC", "VX", "of", "12345", "the"})
  void refuses_what_is_no_number(String word) {
    assertThat(Numeral.parse(word)).isEmpty();
  }
}
