package dev.bagel.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class OutputRuleTest {

  @ParameterizedTest
  @EnumSource
  void three_or_more_line_ends_become_two_in_every_format(PromptFormat format) {
    assertThat(format.output("a\n\n\nb\n\n\n\n\n\nc\n\nd\ne")).isEqualTo("a\n\nb\n\nc\n\nd\ne");
  }

  @ParameterizedTest
  @CsvSource({
    "a\\r\\n\\r\\n\\r\\nb, a\\r\\n\\r\\nb",
    "a\\r\\n\\n\\n\\nb, a\\r\\n\\nb",
    "a\\n\\r\\n\\r\\nb, a\\n\\r\\nb",
    "a\\r\\r\\r\\rb, a\\r\\r\\r\\rb",
    "a\\n\\r\\r\\n\\nb, a\\n\\r\\r\\n\\nb",
    "a\\n \\n \\nb, a\\n \\n \\nb",
    "a\\n\\n\\n, a\\n\\n",
  })
  void carriage_returns_belong_to_a_line_end_only_before_a_line_feed(String text, String output) {
    assertThat(PromptFormat.ALPACA.output(unescape(text))).isEqualTo(unescape(output));
  }

  @Test
  void white_space_at_the_start_goes_except_in_llama_2() {
    String text = "\n\n\n\u3000 x \n";
    assertThat(PromptFormat.ALPACA.output(text)).isEqualTo("x \n");
    assertThat(PromptFormat.VICUNA.output(text)).isEqualTo("x \n");
    assertThat(PromptFormat.CHATML.output(text)).isEqualTo("x \n");
    assertThat(PromptFormat.LLAMA_2.output(text)).isEqualTo("\n\n\u3000 x \n");
  }

  @Test
  void a_run_as_long_as_a_book_is_read_once() {
    assertThat(PromptFormat.LLAMA_2.output("\r\n".repeat(1_000_000))).isEqualTo("\r\n\r\n");
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n");
  }
}
