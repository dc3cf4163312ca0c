package dev.bagel.dataset.source.kit.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InlineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "the _Mill_, she said|the Mill, she said",
        "_my_self, he said|myself, he said",
        "“_Never!_”|“Never!”",
        "a_b and 1_000|a_b and 1_000",
        "in 17__ and ____|in 17__ and ____",
        "_italics that go on|italics that go on",
        "=bold= and a=b|bold and a=b",
        "it was so--he said--or not|it was so—he said—or not",
        "Mr. B---- of H---|Mr. B—— of H—",
        "two.  Three   four|two. Three four",
        "the sacks[1] were  full[A]|the sacks were full",
        "the sacks [12] were full.[*]|the sacks were full.",
        "[I]t was late|[I]t was late",
        "it was {12}late {123a}|it was late",
        "it was [Pg 12]late, [p. xii] very|it was late, very",
        "the flour.* He saw|the flour. He saw",
        "the flour* and \"oats\"*|the flour and \"oats\"",
        "so it went * * * and on|so it went * * * and on"
      })
  void marks_are_removed_and_dashes_made(String marked, String clean) {
    assertThat(Inline.clean(marked)).isEqualTo(clean);
  }
}
