package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columns_are_as_wide_as_their_widest_cell() {
    TextTable table = new TextTable("source", "rows", "dropped").right(1);
    table.row("a", "1,000", "");
    table.row("longer_name", "5", "1 duplicate");

    assertThat(table)
        .hasToString(
            """
            source        rows  dropped
            a            1,000
            longer_name      5  1 duplicate\
            """);
  }

  @Test
  void the_last_column_goes_on_below_where_a_line_would_be_too_wide() {
    TextTable table = new TextTable("name", "text");
    table.row("x".repeat(50), "one two three four five six seven");

    assertThat(table.toString().lines().skip(1))
        .containsExactly(
            "x".repeat(50) + "  one two three four five six", " ".repeat(52) + "seven");
  }

  @Test
  void a_word_that_fits_nowhere_stays_whole() {
    assertThat(TextTable.wrapped("a bbbbbbbbbbbb c", 5)).containsExactly("a", "bbbbbbbbbbbb", "c");
    assertThat(TextTable.wrapped("", 5)).containsExactly("");
  }
}
