package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedRunsTest {
  private final SharedRuns runs =
      new SharedRuns(List.of("Which river runs through Bern?", "Why so?"), 4);

  @Test
  void a_run_counts_whatever_its_case_and_punctuation() {
    assertThat(runs.holdsOneOf("which RIVER runs, through!")).isTrue();
    assertThat(runs.holdsOneOf("Say: what river runs through Bern")).isTrue();
  }

  @Test
  void fewer_words_in_a_row_or_another_order_do_not() {
    assertThat(runs.holdsOneOf("which river runs by")).isFalse();
    assertThat(runs.holdsOneOf("which runs river through Bern")).isFalse();
    assertThat(runs.holdsOneOf("")).isFalse();
  }

  @Test
  void an_item_of_fewer_words_has_no_run() {
    assertThat(runs.holdsOneOf("Why so? Why so? Why so?")).isFalse();
  }
}
