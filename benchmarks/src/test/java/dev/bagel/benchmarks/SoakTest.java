package dev.bagel.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakTest {
  @Test
  void prints_the_memory_as_often_as_asked_and_at_the_start() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Soak(Duration.ofSeconds(1), 2).run(new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8).lines())
        .hasSize(4)
        .element(0)
        .asString()
        .contains("seconds", "texts", "RSS");
    assertThat(out.toString(UTF_8).lines().skip(1))
        .allMatch(line -> line.matches("\\s+\\d+(\\s+[\\d,]+){3}"));
  }

  @Test
  void takes_whole_minutes() {
    assertThat(Soak.of(List.of("--minutes", "60")).length()).isEqualTo(Duration.ofHours(1));
    for (List<String> wrong :
        List.of(List.<String>of(), List.of("--minutes"), List.of("--minutes", "0"))) {
      assertThatThrownBy(() -> Soak.of(wrong))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("--minutes N");
    }
  }
}
