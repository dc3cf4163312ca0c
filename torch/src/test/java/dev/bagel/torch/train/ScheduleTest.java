package dev.bagel.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void the_rate_goes_up_and_then_as_its_shape_says() {
    assertThat(new Schedule(Schedule.Shape.CONSTANT, 4, 10).factor(1)).isEqualTo(0.25);
    assertThat(new Schedule(Schedule.Shape.CONSTANT, 4, 10).factor(10)).isEqualTo(1);
    Schedule linear = new Schedule(Schedule.Shape.LINEAR, 2, 10);
    assertThat(linear.factor(2)).isEqualTo(1);
    assertThat(linear.factor(3)).isEqualTo(1);
    assertThat(linear.factor(7)).isEqualTo(0.5);
    assertThat(linear.factor(10)).isEqualTo(0.125);
    Schedule cosine = new Schedule(Schedule.Shape.COSINE, 0, 8);
    assertThat(cosine.factor(1)).isEqualTo(1);
    assertThat(cosine.factor(5)).isCloseTo(0.5, within(1e-12));
    assertThat(cosine.factor(8)).isPositive();
  }

  @Test
  void steps_know_their_part_of_the_data() {
    Epochs epochs = new Epochs(new int[] {10, 9}, 4, 0);
    assertThat(epochs.steps()).isEqualTo(6);
    assertThat(epochs.at(1)).isEqualTo(new Epochs.Part(0, 0, 4, 10));
    assertThat(epochs.at(3)).isEqualTo(new Epochs.Part(0, 8, 10, 10));
    assertThat(epochs.at(3).endsEpoch()).isTrue();
    assertThat(epochs.at(4)).isEqualTo(new Epochs.Part(1, 0, 4, 9));
    assertThat(epochs.at(6).epochs()).isEqualTo(2);
    assertThat(new Epochs(new int[] {10, 9}, 4, 5).steps()).isEqualTo(5);
  }
}
