package dev.bagel.dataset.source.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.source.kit.CodeOverlap.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeOverlapTest {
  private static final String GAPS =
      """
          gaps = 0
          for low, high in zip(levels, levels[1:]):
              if abs(high - low) > 1:
                  gaps += 1
          return gaps
      """;
  private static final CodeOverlap OVERLAP =
      new CodeOverlap(
          List.of(
              new Problem("def add(x, y):\n    \"\"\"Sum.\"\"\"\n", "    return x + y\n"),
              new Problem("def one():\n    return 1\n\n\ndef gaps(levels):\n", GAPS)));

  @Test
  void code_that_holds_a_solution_is_found() {
    assertThat(OVERLAP.in("import sys\n\ndef f(levels):\n" + GAPS + "\nprint(f([1]))"))
        .contains("gaps");
  }

  @Test
  void spaces_and_empty_lines_do_not_matter() {
    String other = GAPS.replace("    ", "\t").replace(" - ", "-").replace("\n", "  \r\n\r\n");

    assertThat(OVERLAP.in("def f(levels):\r\n" + other)).contains("gaps");
  }

  @Test
  void code_that_a_solution_holds_is_found() {
    String part =
        """
        for low, high in zip(levels, levels[1:]):
          if abs(high - low) > 1:
            gaps += 1
        """;

    assertThat(OVERLAP.in(part)).contains("gaps");
  }

  @Test
  void a_snippet_of_a_solution_says_nothing() {
    assertThat(OVERLAP.in("gaps = 0")).isEmpty();
    assertThat(OVERLAP.in("return gaps")).isEmpty();
    assertThat(OVERLAP.in("")).isEmpty();
  }

  @Test
  void a_short_solution_counts_as_the_body_of_a_function() {
    assertThat(OVERLAP.in("def total(x, y):\n  return x+y\n")).contains("add");
    assertThat(OVERLAP.in("def total(x, y):\n  \"\"\"Adds.\"\"\"\n  return x + y")).contains("add");
  }

  @Test
  void a_short_solution_within_other_code_says_nothing() {
    assertThat(OVERLAP.in("return x + y")).isEmpty();
    assertThat(OVERLAP.in("def f(x, y):\n    x = x + 1\n    return x + y")).isEmpty();
    assertThat(OVERLAP.in("def f(x, y):\n    return x + y + 1")).isEmpty();
    assertThat(
            OVERLAP.in(
                "def f(x, y):\n    x = 1\n    return x + y\n\ndef g(x, y):\n    return x + y"))
        .contains("add");
  }

  @Test
  void only_the_answer_counts() {
    Conversation asked = Conversation.of("What does this do?\n" + GAPS, "It counts gaps.");
    Conversation answered = Conversation.of("Count gaps.", "def f(levels):\n" + GAPS);

    assertThat(OVERLAP.screen(asked)).isSameAs(asked);
    assertThat(OVERLAP.screen(answered))
        .isEqualTo(Drop.of(answered, DropReason.CODE_OVERLAP, "{\"humaneval\":\"gaps\"}"));
  }
}
