package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortTextTest {
  @Test
  void text_becomes_one_line_of_so_many_columns() {
    assertThat(ShortText.of(" a\n\n b\tc ", 10)).isEqualTo("a b c");
    assertThat(ShortText.of("abcdef", 6)).isEqualTo("abcdef");
    assertThat(ShortText.of("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(ShortText.of("abc def", 5)).isEqualTo("abc…");
    assertThat(ShortText.of("abc", 1)).isEqualTo("…");
    assertThat(ShortText.of("abc", 0)).isEmpty();
    assertThat(ShortText.of("x".repeat(10_000_000), 8)).isEqualTo("xxxxxxx…");
  }

  @Test
  void what_terminals_draw_wide_counts_twice_and_marks_do_not_count() {
    assertThat(ShortText.of("中文字", 6)).isEqualTo("中文字");
    assertThat(ShortText.of("中文字", 5)).isEqualTo("中文…");
    assertThat(ShortText.of("🥯🥯🥯", 5)).isEqualTo("🥯🥯…");
    assertThat(ShortText.of("e\u0301e\u0301", 2)).isEqualTo("e\u0301e\u0301");
    assertThat(ShortText.padded("中", 4)).isEqualTo("中  ");
  }

  @Test
  void nothing_in_it_moves_the_cursor() {
    assertThat(ShortText.of("\u001b[2J\u0007\u009b1\u202e", 40))
        .isEqualTo("␛[2J␇\\u{9b}1\\u{202e}");
  }
}
