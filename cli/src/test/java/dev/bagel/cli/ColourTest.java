package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourTest {
  @Test
  void auto_is_for_terminals_that_want_it() {
    assertThat(Colour.AUTO.on(true, Map.of("TERM", "xterm"))).isTrue();
    assertThat(Colour.AUTO.on(true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Colour.AUTO.on(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Colour.AUTO.on(true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(Colour.AUTO.on(false, Map.of("TERM", "xterm"))).isFalse();
  }

  @Test
  void what_was_asked_for_comes_before_the_environment() {
    assertThat(Colour.ALWAYS.on(false, Map.of("NO_COLOR", "1"))).isTrue();
    assertThat(Colour.NEVER.on(true, Map.of())).isFalse();
  }
}
