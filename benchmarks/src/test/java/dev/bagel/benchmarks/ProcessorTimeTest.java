package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
  @Test
  void it_grows_while_this_process_works_and_no_faster_than_its_threads_can() {
    long start = System.nanoTime();
    long used = ProcessorTime.nanoseconds();
    while (ProcessorTime.nanoseconds() - used < 2_000_000) {
      Thread.onSpinWait();
    }
    used = ProcessorTime.nanoseconds() - used;
    long passed = System.nanoTime() - start;

    assertThat(used)
        .isBetween(2_000_000L, passed * Runtime.getRuntime().availableProcessors() + 1_000_000);
  }
}
