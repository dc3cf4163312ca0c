package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void options_have_values_and_flags_have_none() {
    Arguments read = read("--quick", "--rows", "7", "--in", "a.jsonl", "--cosine", "0.85");

    assertThat(read.has("--quick")).isTrue();
    assertThat(read.count("--rows", 5)).isEqualTo(7);
    assertThat(read.file("--in")).isEqualTo(Path.of("a.jsonl"));
    assertThat(read.cosine("--cosine")).isEqualTo(0.85);
  }

  @Test
  void what_is_not_given_is_the_default() {
    Arguments read = read();

    assertThat(read.has("--quick")).isFalse();
    assertThat(read.count("--rows", 5)).isEqualTo(5);
    assertThat(read.text("--in")).isNull();
    assertThat(read.cosine("--cosine")).isNull();
  }

  @Test
  void anything_else_is_answered_by_the_usage() {
    refuses(() -> read("--slow"));
    refuses(() -> read("a.jsonl"));
    refuses(() -> read("--rows"));
    refuses(() -> read().file("--in"));
    for (String rows : List.of("0", "-1", "many", "1.5", "99999999999")) {
      refuses(() -> read("--rows", rows).count("--rows", 5));
    }
    for (String cosine : List.of("1.0", "85", "-0.5", "0,85", "")) {
      refuses(() -> read("--cosine", cosine).cosine("--cosine"));
    }
  }

  private static void refuses(Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(BagelException.class)
        .hasMessage("sorting takes --in FILE");
  }

  private static Arguments read(String... arguments) {
    return Arguments.of(
        List.of(arguments),
        Set.of("--rows", "--in", "--cosine"),
        Set.of("--quick"),
        "sorting takes --in FILE");
  }
}
