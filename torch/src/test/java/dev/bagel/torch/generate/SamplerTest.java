package dev.bagel.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.BagelException;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final int DRAWS = 40_000;

  /// Probabilities 0.4, 0.3, 0.2, 0.1, in another order.
  private static final float[] LOGITS = logits(0.2, 0.4, 0.1, 0.3);

  @Test
  void without_a_temperature_it_is_the_likeliest_whatever_else_is_set() {
    assertThat(shares(new Sampling(0, 3, 0.5, 7))).containsExactly(0, 1, 0, 0);
    assertThat(new Sampler(Sampling.GREEDY).next(new float[] {1, 3, 3})).isEqualTo(1);
  }

  @Test
  void tokens_come_as_often_as_the_model_says() {
    near(new Sampling(1, 0, 1, 1), 0.2, 0.4, 0.1, 0.3);
  }

  @Test
  void a_temperature_is_an_exponent() {
    near(new Sampling(0.5, 0, 1, 1), normed(0.04, 0.16, 0.01, 0.09));
    near(
        new Sampling(2, 4, 1, 1),
        normed(Math.sqrt(0.2), Math.sqrt(0.4), Math.sqrt(0.1), Math.sqrt(0.3)));
    assertThat(shares(new Sampling(1e-300, 0, 1, 1))).containsExactly(0, 1, 0, 0);
  }

  @Test
  void top_k_keeps_the_highest_and_those_as_high_as_the_last() {
    near(new Sampling(1, 2, 1, 1), 0, 4 / 7.0, 0, 3 / 7.0);
    near(new Sampling(1, 100, 1, 1), 0.2, 0.4, 0.1, 0.3);
    assertThat(shares(new Sampling(1, 1, 1, 1))).containsExactly(0, 1, 0, 0);
    near(new Sampling(1, 2, 1, 1), logits(0.2, 0.4, 0.2, 0.2), 0.2, 0.4, 0.2, 0.2);
  }

  @Test
  void top_p_keeps_what_adds_up_to_it_and_one_at_least() {
    near(new Sampling(1, 0, 0.65, 1), 0, 4 / 7.0, 0, 3 / 7.0);
    near(new Sampling(1, 0, 0.75, 1), 2 / 9.0, 4 / 9.0, 0, 3 / 9.0);
    assertThat(shares(new Sampling(1, 0, 0.3, 1))).containsExactly(0, 1, 0, 0);
    assertThat(shares(new Sampling(1, 0, 0, 1))).containsExactly(0, 1, 0, 0);
  }

  /// The temperature makes 0.16, 0.09, 0.04, 0.01 of 0.3: 0.53, 0.3, 0.13, 0.03. Of the first three
  /// the first two are 0.86.
  @Test
  void the_order_is_temperature_then_top_k_then_top_p() {
    near(new Sampling(0.5, 3, 0.85, 1), normed(0, 0.16, 0, 0.09));
    near(new Sampling(0.5, 3, 0.87, 1), normed(0.04, 0.16, 0, 0.09));
  }

  @Test
  void a_seed_gives_the_same_tokens_again_and_another_others() {
    assertThat(draws(new Sampling(1, 0, 1, 5))).isEqualTo(draws(new Sampling(1, 0, 1, 5)));
    assertThat(draws(new Sampling(1, 0, 1, 5))).isNotEqualTo(draws(new Sampling(1, 0, 1, 6)));
  }

  @Test
  void what_cannot_be_never_comes() {
    float[] logits = {Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY, -1e30f};
    assertThat(shares(new Sampling(5, 0, 1, 1), logits)).containsExactly(0, 1, 0, 0);
    assertThat(shares(new Sampling(5, 3, 0.99, 1), logits)).containsExactly(0, 1, 0, 0);
  }

  @Test
  void logits_without_an_end_are_noticed() {
    Sampler sampler = new Sampler(new Sampling(1, 0, 1, 0));
    assertThatThrownBy(() -> sampler.next(new float[] {0, Float.POSITIVE_INFINITY}))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("id 1");
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Sampling(-0.1, 0, 1, 0)).hasMessageContaining("temperature");
    assertThatThrownBy(() -> new Sampling(Double.NaN, 0, 1, 0)).hasMessageContaining("temperature");
    assertThatThrownBy(() -> new Sampling(1, -1, 1, 0)).hasMessageContaining("top-k");
    assertThatThrownBy(() -> new Sampling(1, 0, 1.1, 0)).hasMessageContaining("top-p");
    assertThatThrownBy(() -> new Sampling(1, 0, Double.NaN, 0)).hasMessageContaining("top-p");
  }

  private static void near(Sampling sampling, double... wanted) {
    near(sampling, LOGITS, wanted);
  }

  /// Four standard deviations at most; the seed is fixed, so it is always the same.
  private static void near(Sampling sampling, float[] logits, double... wanted) {
    double[] found = shares(sampling, logits);
    for (int id = 0; id < wanted.length; id++) {
      double deviation = Math.sqrt(wanted[id] * (1 - wanted[id]) / DRAWS);
      assertThat(found[id]).isCloseTo(wanted[id], within(4 * deviation));
    }
  }

  private static double[] shares(Sampling sampling) {
    return shares(sampling, LOGITS);
  }

  private static double[] shares(Sampling sampling, float[] logits) {
    Sampler sampler = new Sampler(sampling);
    double[] shares = new double[logits.length];
    for (int i = 0; i < DRAWS; i++) {
      shares[sampler.next(logits)] += 1.0 / DRAWS;
    }
    return Arrays.stream(shares).map(share -> Math.round(share * 1e9) / 1e9).toArray();
  }

  private static int[] draws(Sampling sampling) {
    Sampler sampler = new Sampler(sampling);
    return IntStream.range(0, 100).map(_ -> sampler.next(LOGITS)).toArray();
  }

  private static float[] logits(double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int id = 0; id < logits.length; id++) {
      logits[id] = (float) Math.log(probabilities[id]) + 3;
    }
    return logits;
  }

  private static double[] normed(double... weights) {
    double sum = DoubleStream.of(weights).sum();
    return DoubleStream.of(weights).map(weight -> weight / sum).toArray();
  }
}
