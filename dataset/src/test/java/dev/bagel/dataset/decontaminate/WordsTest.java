package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @Test
  void case_accents_order_and_repetition_do_not_matter() {
    assertThat(Words.of("The naïve café, the CAFÉ"))
        .isEqualTo(Words.of("café the naive , cafe\u0301"));
  }

  @Test
  void control_characters_do_not_cut_words() {
    assertThat(Words.of("wh\u200bat is\u0000\tthis")).isEqualTo(Words.of("what is this"));
  }

  @Test
  void endings_do_not_matter() {
    assertThat(Words.of("measuring measures")).isEqualTo(Words.of("measured"));
    assertThat(Words.of("measles")).isNotEqualTo(Words.of("measured"));
  }

  @Test
  void symbols_are_words_of_their_own() {
    assertThat(Words.of("x+=1")).hasSize(4);
    assertThat(Words.of("x")).hasSize(1).satisfies(it -> assertThat(Words.of("x+=1")).contains(it));
    assertThat(Words.of("!!??")).hasSize(2);
  }

  @Test
  void scripts_without_spaces_are_compared_by_character() {
    assertThat(Words.of("太阳为什么发光")).hasSize(7);
    assertThat(Words.of("太阳")).satisfies(it -> assertThat(Words.of("太阳为什么发光")).contains(it));
    assertThat(Words.of("カタカナ")).hasSize(3);
  }

  @Test
  void cyrillic_has_words() {
    assertThat(Words.of("Почему светит Солнце")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t ", "\u0000\u0007\u200b", "\ufffd"})
  void nothing_visible_has_no_words(String text) {
    assertThat(Words.of(text)).isEmpty();
  }

  @Property
  void any_text_has_distinct_ascending_words(@ForAll String text) {
    assertThat(Words.of(text)).isSorted().doesNotHaveDuplicates();
  }

  @Property
  void a_text_has_the_words_of_its_parts(@ForAll String first, @ForAll String second) {
    int[] parts = IntStream.concat(words(first), words(second)).sorted().distinct().toArray();
    assertThat(Words.of(first + " " + second)).isEqualTo(parts);
  }

  private static IntStream words(String text) {
    return Arrays.stream(Words.of(text));
  }
}
