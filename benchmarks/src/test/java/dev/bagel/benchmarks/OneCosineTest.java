package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OneCosineTest {
  @Test
  void the_best_threshold_gives_up_a_row_that_costs_too_many_alarms() {
    OneCosine best =
        OneCosine.best(
            rows(true, false, true, false, false, true),
            new double[] {0.9, 0.7, 0.8, 0.6, 0.5, 0.4});

    assertThat(best.cosine()).isEqualTo(0.8);
    assertThat(best.verdicts()).isEqualTo(new Verdicts(2, 0, 1));
  }

  @Test
  void rows_of_one_cosine_are_flagged_together() {
    OneCosine best = OneCosine.best(rows(true, false, true), new double[] {0.7, 0.7, 0.7});

    assertThat(best).isEqualTo(new OneCosine(0.7, new Verdicts(2, 1, 0)));
  }

  @Test
  void without_a_contaminated_row_nothing_is_flagged() {
    assertThat(OneCosine.best(rows(false), new double[] {0.9}).verdicts())
        .isEqualTo(new Verdicts(0, 0, 0));
  }

  private static List<LabelledRow> rows(Boolean... contaminated) {
    return Stream.of(contaminated).map(label -> new LabelledRow("?", label, "any")).toList();
  }
}
