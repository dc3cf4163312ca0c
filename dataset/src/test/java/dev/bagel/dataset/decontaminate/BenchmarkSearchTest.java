package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkSearchTest {
  @TempDir private static Path vectors;

  private static final String TRAIN =
      "A train leaves Oslo at nine and travels 80 km an hour. When does it reach Bergen, 480 km"
          + " away?";
  private static final List<BenchmarkItem> ITEMS =
      List.of(
          new BenchmarkItem("sums", 0, TRAIN),
          new BenchmarkItem("sums", 1, "Nadia has 12 plums and eats 5. How many are left?"),
          new BenchmarkItem("facts", 0, "Why does the moon look larger near the horizon?"),
          new BenchmarkItem("facts", 1, "太阳为什么会发光，而月亮不会？"),
          new BenchmarkItem("facts", 2, "≠ ≈ ∑ ∏ ∫ ∂ √ ∞ ∝ ∠"),
          new BenchmarkItem("facts", 3, " \n\u0000"),
          new BenchmarkItem("facts", 4, ""),
          new BenchmarkItem("more", 7, "why does the moon look larger near the horizon?"));

  private static BenchmarkSearch search;
  private static BenchmarkSearch exhaustive;

  @BeforeAll
  static void open() {
    search = BenchmarkSearch.open(ITEMS, Comparisons.cascade(Rule.STRICT, vectors));
    exhaustive = BenchmarkSearch.open(ITEMS, Comparisons.exhaustive(Rule.STRICT, vectors));
  }

  @AfterAll
  static void close() {
    search.close();
    exhaustive.close();
  }

  @Test
  void an_exact_copy_has_similarity_one() {
    assertCopy(nearest(TRAIN), ITEMS.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WHY DOES THE MOON LOOK LARGER NEAR THE HORIZON?",
        "why  does the moon\nlook larger near the horizon?",
        "\u0007Why does the moon look lar\u200bger near the horizon?",
        "Why does the moon look larger near the horizon",
      })
  void case_white_space_and_control_characters_hide_nothing(String text) {
    assertThat(nearest(text)).isNotNull();
  }

  @Test
  void of_equally_similar_items_the_first_is_found() {
    assertCopy(nearest("WHY does the moon look larger near the horizon?"), ITEMS.get(2));
  }

  @Test
  void of_several_texts_the_best_match_counts() {
    String almost = TRAIN.replace("nine", "9");
    assertThat(nearest(almost)).isNotNull();
    assertCopy(search.nearest(List.of("Hello", almost, ITEMS.get(1).text())), ITEMS.get(1));
  }

  /// The rule asks the model alone what is alike, and the model takes these for the same.
  @ParameterizedTest
  @CsvSource({
    "Why does the moon look smaller near the horizon?,0.976",
    "Why does the moon seem larger near the horizon?,0.981"
  })
  void one_word_changed_may_still_match(String text, double similarity) {
    assertThat(nearest(text))
        .isNotNull()
        .extracting(Match::similarity, InstanceOfAssertFactories.DOUBLE)
        .isCloseTo(similarity, within(0.0005));
  }

  @ParameterizedTest
  @CsvSource({
    "Nadia has 12 pears and sells 5. How many are left?",
    "Why does the sun look redder near the horizon?",
    "How do trains brake?"
  })
  void another_question_is_no_match(String text) {
    assertThat(nearest(text)).isNull();
  }

  @Test
  void a_text_that_is_much_longer_than_the_item_is_no_match() {
    assertThat(nearest(TRAIN + " ".repeat(TRAIN.length() / 5))).isNotNull();
    assertThat(nearest(TRAIN + " ".repeat(TRAIN.length() / 3))).isNull();
  }

  @Test
  void a_text_that_is_much_shorter_than_the_item_is_no_match() {
    BenchmarkItem padded = new BenchmarkItem("padded", 0, TRAIN + " ".repeat(TRAIN.length() / 4));
    try (BenchmarkSearch only =
        BenchmarkSearch.open(List.of(padded), Comparisons.cascade(Rule.STRICT, vectors))) {
      assertThat(only.nearest(TRAIN)).isNull();
      assertThat(only.nearest(TRAIN + " ".repeat(TRAIN.length() / 20))).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"太阳为什么会发光，而月亮不会？", "太阳 为什么会发光， 而月亮不会？", "≠ ≈ ∑ ∏ ∫ ∂ √ ∞ ∝ ∠"})
  void texts_without_latin_words_are_compared_too(String text) {
    assertThat(nearest(text)).isNotNull();
  }

  @Test
  void another_chinese_question_is_no_match() {
    assertThat(nearest("地球为什么会有四季，而火星也有？")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\u0000", " \u200b\u0000", "\ud800"})
  void a_text_that_shows_nothing_matches_nothing(String text) {
    assertThat(nearest(text)).isNull();
  }

  @Test
  void a_megabyte_of_one_character_matches_nothing() {
    assertThat(nearest("a".repeat(1 << 20))).isNull();
  }

  @Test
  void without_items_nothing_matches() {
    try (BenchmarkSearch empty =
        BenchmarkSearch.open(List.of(), Comparisons.cascade(Rule.STRICT, vectors))) {
      assertThat(empty.nearest(TRAIN)).isNull();
    }
  }

  @Test
  void few_texts_need_the_model() {
    try (StrictSearch strict =
        StrictSearch.open(ITEMS, Rule.STRICT, Comparisons.cascade(Rule.STRICT, vectors), _ -> {})) {
      assertThat(strict.candidates("Please write a poem about the sea.")).isEmpty();
      assertThat(strict.candidates(ITEMS.get(1).text())).hasSize(1);
    }
  }

  /// The last bit of a cosine decides in both ways alike: by vectors that were kept, too.
  @Test
  void at_the_threshold_both_ways_say_the_same() {
    String text = "Why does the moon seem larger near the horizon?";
    double similarity = everything(text).similarity();
    for (double cosine : new double[] {similarity, Math.nextUp(similarity)}) {
      Rule rule = Rule.STRICT.at(cosine);
      try (BenchmarkSearch one = BenchmarkSearch.open(ITEMS, Comparisons.cascade(rule, vectors));
          BenchmarkSearch other =
              BenchmarkSearch.open(ITEMS, Comparisons.exhaustive(rule, vectors))) {
        assertThat(other.matches(text).isEmpty()).isEqualTo(cosine > similarity);
        assertThat(one.matches(text)).isEqualTo(other.matches(text));
      }
    }
  }

  /// The most similar item, however far off.
  private static Match everything(String text) {
    try (BenchmarkSearch all =
        BenchmarkSearch.open(ITEMS, Comparisons.exhaustive(Rule.STRICT.at(0.01), vectors))) {
      return Objects.requireNonNull(all.nearest(text));
    }
  }

  private static void assertCopy(@Nullable Match match, BenchmarkItem item) {
    Match found = Objects.requireNonNull(match);
    assertThat(found.item()).isEqualTo(item);
    assertThat(found.similarity()).isCloseTo(1, within(1e-6));
    assertThat(found.reason()).isEqualTo(Evidence.CLOSE);
  }

  /// As the exhaustive search has it, which must agree.
  private static @Nullable Match nearest(String text) {
    Match match = search.nearest(text);
    assertThat(match).isEqualTo(exhaustive.nearest(text));
    return match;
  }
}
