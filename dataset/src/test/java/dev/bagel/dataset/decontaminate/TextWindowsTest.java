package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TextWindowsTest {
  private static final String LONG_LINE =
      "A line that goes on for rather more than fifty characters, say ";

  @Test
  void a_short_text_has_none() {
    assertThat(TextWindows.of("")).isEmpty();
    assertThat(TextWindows.of("x".repeat(TextWindows.SHORT))).isEmpty();
    assertThat(TextWindows.of(numbered("\n\n", 3))).isEmpty();
  }

  @Test
  void runs_of_paragraphs_are_windows_in_the_order_of_their_begin() {
    List<String> windows = TextWindows.of(numbered("\n \n", 20));

    assertThat(windows)
        .hasSize(20 + 19 + 18)
        .startsWith(line(0), line(0) + "\n \n" + line(1), numbered("\n \n", 3), line(1))
        .endsWith(line(18), line(18) + "\n \n" + line(19), line(19));
  }

  @Test
  void lines_of_a_paragraph_are_windows_too() {
    assertThat(TextWindows.of(numbered("\n", 20)))
        .hasSize(20 + 19 + 18)
        .contains(line(7), line(7) + "\n" + line(8) + "\n" + line(9));
  }

  @Test
  void up_to_eight_sentences_of_a_paragraph_are_windows() {
    String sentences = numbered(". ", 20) + ".";

    List<String> windows = TextWindows.of(sentences);

    assertThat(windows)
        .contains(line(7) + ".", line(7) + ". " + line(8) + ".")
        .contains(numbered(". ", 8) + ".")
        .doesNotContain(numbered(". ", 9) + ".", sentences);
  }

  @Test
  void what_is_short_stands_in_windows_with_its_neighbours_only() {
    String text = numbered("\n\n", 20) + "\n\nIs it?\n\n" + line(20);

    assertThat(TextWindows.of(text))
        .contains(line(19) + "\n\nIs it?", "Is it?\n\n" + line(20))
        .doesNotContain("Is it?");
  }

  @Test
  void a_megabyte_of_one_character_has_none_but_itself() {
    assertThat(TextWindows.of("a".repeat(1 << 20))).isEmpty();
    assertThat(TextWindows.of(" ".repeat(1 << 20))).isEmpty();
  }

  private static String numbered(String between, int count) {
    return String.join(between, IntStream.range(0, count).mapToObj(TextWindowsTest::line).toList());
  }

  private static String line(int number) {
    return LONG_LINE + number;
  }
}
