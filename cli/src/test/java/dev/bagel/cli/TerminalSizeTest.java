package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {
  @Test
  void the_terminal_says_it_itself() {
    assertThat(TerminalSize.of("50 132\n", Map.of("COLUMNS", "40")))
        .isEqualTo(new TerminalSize(50, 132));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0\n", "stty: no tty", "-1 5", "99999999999 1"})
  void else_the_environment_does_and_else_it_is_as_usual(String told) {
    assertThat(TerminalSize.of(told, Map.of("COLUMNS", "40", "LINES", "9")))
        .isEqualTo(new TerminalSize(9, 40));
    assertThat(TerminalSize.of(told, Map.of("COLUMNS", "40"))).isEqualTo(new TerminalSize(24, 40));
    assertThat(TerminalSize.of(told, Map.of("COLUMNS", "wide")))
        .isEqualTo(new TerminalSize(24, 80));
  }
}
