package dev.bagel.prompting.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LongAnswerTest {
  private static final List<Block> BLOCKS =
      IntStream.range(0, 200)
          .mapToObj(
              i -> Block.of("x").with("date", "2021-01-01").with("a", "" + i).with("b:c", "d"))
          .toList();

  static Stream<String> pieces() {
    return Stream.of(
        "Source: ",
        "Source:\n",
        ". Source: a: 1",
        "(source: ",
        "((((",
        "Source: ((((",
        "::::",
        "a:",
        "a:\n",
        "a: 1, ",
        "b:c: d\n",
        "date: 2021-01-01\n",
        "- ",
        "*",
        "Source:****",
        " ",
        "\n",
        "END\u200B",
        "BEGIN\\",
        "B\u200B\u200B\u200B",
        "[x](",
        "\"",
        "\\",
        " and ",
        "x",
        "source",
        "Source\n:",
        "the text is not ",
        ", 1",
        "***\n",
        "```\n",
        "Sources",
        "source: `",
        "Source: (".repeat(200) + "\n");
  }

  @Test
  void long_lines_of_sources_count_as_several() {
    String line = "Source: " + "never heard of ".repeat(150) + "\n";

    assertThat(ContextAnswer.read(numbered("Source: a book\n", 900), BLOCKS).citations())
        .hasSize(900);
    assertThat(ContextAnswer.read(numbered(line, 900), BLOCKS).citations()).hasSize(100);
  }

  private static String numbered(String line, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> line.replaceFirst("Source: ", "Source: " + i + " "))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void a_long_answer_is_read(String piece) {
    isRead(piece, 100_000);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("pieces")
  void a_very_long_answer_is_read(String piece) {
    isRead(piece, 1_000_000);
  }

  /// The time is a guard against reading that never ends, not a measurement.
  private static void isRead(String piece, int length) {
    for (String begin : new String[] {"", "Source: ", "Source:\n"}) {
      String answer = begin + piece.repeat(length / piece.length());

      ContextAnswer read =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> ContextAnswer.read(answer, BLOCKS));

      assertThat(read.citations()).hasSizeLessThanOrEqualTo(20_000);
    }
  }
}
