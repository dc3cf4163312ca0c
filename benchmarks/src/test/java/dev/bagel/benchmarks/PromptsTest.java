package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptsTest {
  private final Prompts ten =
      new Prompts(IntStream.range(0, 10).mapToObj(Integer::toString).toList());

  @Test
  void some_are_spread_evenly() {
    assertThat(ten.spread(3).texts()).isEqualTo(List.of("0", "3", "6"));
    assertThat(ten.spread(5).texts()).isEqualTo(List.of("0", "2", "4", "6", "8"));
  }

  @Test
  void no_more_than_there_are() {
    assertThat(ten.spread(500)).isEqualTo(ten);
  }
}
