package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AllCoresTest {
  private static final int MANY = 2_000_000;

  private final AtomicInteger computed = new AtomicInteger();

  @Test
  void each_vector_is_in_its_place() {
    float[][] vectors = AllCores.compute(1_000, i -> new float[] {i});
    assertThat(vectors).hasNumberOfRows(1_000);
    for (int i = 0; i < vectors.length; i++) {
      assertThat(vectors[i]).containsExactly(i);
    }
    assertThat(AllCores.compute(0, _ -> new float[1])).isEmpty();
  }

  @Test
  void whoever_is_interrupted_does_not_wait_for_the_rest() {
    Thread caller = Thread.currentThread();
    assertThatThrownBy(
            () ->
                AllCores.compute(
                    MANY,
                    i -> {
                      if (i == 0) {
                        caller.interrupt();
                      }
                      return counted();
                    }))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("stopped");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(computed.get()).isLessThan(MANY);
  }

  @Test
  void the_first_failure_stops_the_others() {
    assertThatThrownBy(
            () ->
                AllCores.compute(
                    MANY,
                    i -> {
                      if (i == 7) {
                        throw BagelException.user("no vector");
                      }
                      return counted();
                    }))
        .isInstanceOf(BagelException.class)
        .hasMessage("no vector");
    assertThat(computed.get()).isLessThan(MANY);
  }

  private float[] counted() {
    Thread.onSpinWait();
    computed.incrementAndGet();
    return new float[0];
  }
}
