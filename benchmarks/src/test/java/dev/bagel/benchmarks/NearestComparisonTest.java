package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.bagel.BagelException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestComparisonTest {
  private static final Path SCRIPT = Path.of("peers", "nearest_items.py");

  @Test
  void both_find_the_same_items_and_every_setting_has_a_line() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (FaissPeer faiss = faiss()) {
      NearestComparison comparison =
          new NearestComparison(faiss, 1, new PrintStream(printed, true, StandardCharsets.UTF_8));
      comparison.introduce();
      comparison.compare(new NearestCase(300, 50, 16));
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.startsWith("Bagel on JDK") && line.contains("faiss"))
        .anyMatch(line -> line.startsWith("best 1: the same items"))
        .anyMatch(line -> line.startsWith("best 10: the same items"))
        .anyMatch(line -> line.startsWith("best 1, 1 thread "))
        .anyMatch(line -> line.startsWith("best 10, 1 thread "))
        .anyMatch(line -> line.startsWith("best 1, 2 threads "))
        .anyMatch(line -> line.startsWith("best 10, 2 threads "));
  }

  @Test
  void without_python_or_faiss_there_is_one_line_that_says_what_to_install() {
    assertThatThrownBy(() -> FaissPeer.start(List.of("no-such-python", "false"), SCRIPT))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("python3-faiss")
        .extracting(e -> ((BagelException) e).kind())
        .isEqualTo(BagelException.Kind.USER);
  }

  private static FaissPeer faiss() {
    try {
      return FaissPeer.start(List.of("/usr/bin/python3", "python3"), SCRIPT);
    } catch (BagelException e) {
      return abort(e.getMessage());
    }
  }
}
