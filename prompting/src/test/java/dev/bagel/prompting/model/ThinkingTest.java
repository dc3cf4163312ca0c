package dev.bagel.prompting.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "At nine.|At nine.",
        " <think>Hm.</think> At nine.|At nine.",
        "Hm. Source: a~</think>~~At nine.|At nine.",
        "<think>Hm. It loops, and loops|''",
        "It ends with </think> in a line.|It ends with </think> in a line.",
        "At nine. <think>Or ten?</think>|At nine. <think>Or ten?</think>",
      })
  void what_is_thought_aloud_is_no_answer(String answer, String passed) {
    assertThat(Thinking.passed(answer.replace('~', '\n'))).isEqualTo(passed);
  }
}
