package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void the_sides_take_turns() {
    List<String> turns = new ArrayList<>();

    Rounds.of(2, () -> turn(turns, "first"), () -> turn(turns, "second"));

    assertThat(turns).containsExactly("first", "second", "first", "second");
  }

  @Test
  void a_ratio_is_of_one_round_and_the_middle_one_counts() {
    Rounds rounds = new Rounds(List.of(10.0, 40.0, 90.0), List.of(5.0, 4.0, 30.0));

    assertThat(rounds.firstMedian()).isEqualTo(40);
    assertThat(rounds.secondMedian()).isEqualTo(5);
    assertThat(rounds.ratios()).containsExactly(2.0, 3.0, 10.0);
    assertThat(rounds.ratio()).isEqualTo(3);
    assertThat(rounds.inverse().ratio()).isEqualTo(1.0 / 3);
    assertThat(Rounds.median(List.of(4.0, 1.0))).isEqualTo(2.5);
  }

  private static double turn(List<String> turns, String side) {
    turns.add(side);
    return turns.size();
  }
}
