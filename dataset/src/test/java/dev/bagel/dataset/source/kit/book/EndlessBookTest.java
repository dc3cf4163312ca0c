package dev.bagel.dataset.source.kit.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class EndlessBookTest {
  @ParameterizedTest
  @ValueSource(strings = {"x", " ", "\n", "*", "-", "_", "[", "=", "{", "I"})
  void five_megabytes_of_one_character_take_little_time(String repeated) {
    assertQuick(repeated.repeat(5_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Illustration: ",
        "[Illustration]",
        "CONTENTS\n\n\n",
        "CHAPTER I\n\n\n",
        "I\n\n\n",
        "A\n\n",
        "_a ",
        "a-",
        "{1",
        "[a ",
        ". ",
        "CONTENTS\n\n. . . ",
        "* A\n\n",
        "THE END\n\n\n"
      })
  void marks_without_end_take_little_time(String repeated) {
    assertQuick(repeated.repeat(500_000 / repeated.length()));
  }

  /// Generous, for machines that do other things: time that grows with the square of the length
  /// would be hours.
  private static void assertQuick(String text) {
    Assertions.assertTimeout(
        Duration.ofSeconds(20), () -> assertThat(Book.pieces(text)).hasSizeLessThan(text.length()));
  }
}
