package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochsTest {
  @Test
  void epochs_that_a_run_does_not_come_to_are_not_looked_at() {
    List<Integer> asked = new ArrayList<>();
    Epochs epochs =
        Epochs.of(
            1000,
            epoch -> {
              asked.add(epoch);
              return 10 + epoch;
            },
            4,
            5);
    assertThat(asked).containsExactly(0, 1);
    assertThat(epochs.steps()).isEqualTo(5);
    assertThat(epochs.at(3)).isEqualTo(new Epochs.Part(0, 8, 10, 10));
    assertThat(epochs.at(3).endsEpoch()).isTrue();
    assertThat(epochs.at(5)).isEqualTo(new Epochs.Part(1, 4, 8, 11));
  }

  @Test
  void without_a_number_of_steps_all_epochs_count() {
    Epochs epochs = Epochs.of(3, _ -> 10, 4, 0);
    assertThat(epochs.steps()).isEqualTo(9);
    assertThat(epochs.at(9)).isEqualTo(new Epochs.Part(2, 8, 10, 10));
    assertThat(Epochs.of(3, _ -> 10, 4, 100).steps()).isEqualTo(9);
  }
}
