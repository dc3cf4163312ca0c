package dev.bagel.dataset.decontaminate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RephraseSearchTest {
  @TempDir private static Path vectors;

  private static final String HONEY =
      "Marta packs 36 jars of honey into boxes of 4. How many boxes does she need?";
  private static final String TIDES =
      "Which force of nature is the main reason why the oceans have high and low tides?";
  private static final List<BenchmarkItem> ITEMS =
      List.of(
          new BenchmarkItem("sums", 0, HONEY),
          new BenchmarkItem("facts", 0, TIDES + "\nA. wind\nB. gravity\nC. heat\nD. rain"),
          new BenchmarkItem("facts", 1, ""),
          new BenchmarkItem("facts", 2, " \n\u0000"),
          new BenchmarkItem("facts", 3, "太阳为什么会发光，而月亮不会？"));

  private static BenchmarkSearch search;
  private static BenchmarkSearch exhaustive;

  @BeforeAll
  static void open() {
    search = BenchmarkSearch.open(ITEMS, Comparisons.cascade(Rule.REPHRASE, vectors));
    exhaustive = BenchmarkSearch.open(ITEMS, Comparisons.exhaustive(Rule.REPHRASE, vectors));
  }

  @AfterAll
  static void close() {
    search.close();
    exhaustive.close();
  }

  @Test
  void a_copy_with_words_around_it_is_found() {
    Match match = nearest("Solve this for me, please.\n" + HONEY + "\nAnswer:");
    Match found = requireNonNull(match);
    assertThat(found.item()).isEqualTo(ITEMS.get(0));
    assertThat(found.reason()).isEqualTo(Evidence.CONTAINED);
  }

  @Test
  void a_question_in_other_words_is_found() {
    Match match =
        nearest("How many boxes are needed if Marta puts 36 honey jars into boxes of four each?");
    Match found = requireNonNull(match);
    assertThat(found.item()).isEqualTo(ITEMS.get(0));
    assertThat(found.similarity()).isBetween(0.76, 0.99);
  }

  @Test
  void options_hide_no_copy() {
    assertThat(nearest(TIDES)).isNotNull();
    assertThat(nearest(TIDES + "\n(A) pull\n(B) salt")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Marta plants 12 rows of 9 onions. How many onions does she plant?",
        "Which force keeps a car on the road in a bend?",
        "地球为什么会有四季，而火星也有？",
        "",
        " \u0000\u200b",
        "\ud800"
      })
  void another_question_is_no_match(String text) {
    assertThat(nearest(text)).isNull();
  }

  @Test
  void a_chinese_copy_is_found() {
    assertThat(nearest("请回答：太阳为什么会发光，而月亮不会？")).isNotNull();
  }

  @Test
  void a_megabyte_of_one_character_matches_nothing() {
    assertThat(search.nearest("a".repeat(1 << 20))).isNull();
    assertThat(search.nearest("a ".repeat(1 << 19))).isNull();
  }

  @Test
  void an_item_in_the_middle_of_a_long_text_is_found() {
    String story = "The harbour was quiet, and nobody had come down to the boats that day. ";
    String text = story.repeat(70) + HONEY + " " + story.repeat(80);
    Match found = requireNonNull(nearest(text));
    assertThat(found.item()).isEqualTo(ITEMS.get(0));
    assertThat(found.reason()).isEqualTo(Evidence.CONTAINED);
    assertThat(found.part()).contains(HONEY).hasSizeLessThan(3 * HONEY.length());
  }

  @Test
  void words_of_an_item_that_are_spread_over_a_long_text_are_no_match() {
    String story = "The harbour was quiet, and nobody had come down to the boats that day. ";
    String text =
        Arrays.stream(TIDES.split(" "))
            .map(word -> story.repeat(6) + word + ". ")
            .collect(Collectors.joining());
    assertThat(nearest(text)).isNull();
  }

  @Test
  void words_of_an_item_that_are_scattered_over_a_page_are_no_match() {
    String item = "Which of the following is true of tides?";
    String page =
        "Nobody remembers which of the followers rowed first. On the following islands they found"
            + " water, and little else. It is true of them all that they feared the height of tides"
            + " in that month. ";
    String text = "They came by night. ".repeat(100) + page + "They left. ".repeat(300);
    BenchmarkItem only = new BenchmarkItem("facts", 9, item);
    for (String each : List.of(text, page.repeat(3))) {
      try (BenchmarkSearch one =
          BenchmarkSearch.open(List.of(only), Comparisons.cascade(Rule.REPHRASE, vectors))) {
        assertThat(one.nearest(each)).isNull();
        assertThat(one.nearest(each + "\n" + item)).isNotNull();
      }
    }
  }

  @Test
  void every_match_is_listed_once() {
    List<Match> matches = search.matches(HONEY + "\n" + TIDES);
    assertThat(matches)
        .extracting(Match::item)
        .containsExactlyInAnyOrder(ITEMS.get(0), ITEMS.get(1));
  }

  /// As the exhaustive search has it, which must agree.
  private static @Nullable Match nearest(String text) {
    Match match = search.nearest(text);
    assertThat(match).isEqualTo(exhaustive.nearest(text));
    return match;
  }
}
