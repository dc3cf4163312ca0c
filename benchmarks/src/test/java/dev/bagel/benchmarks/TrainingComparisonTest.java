package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bagel.BagelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrainingComparisonTest {
  private static final Path SCRIPT = Path.of("peers", "training.py");
  private static final TrainingCase TINY =
      new TrainingCase("tiny", 16, 2, 4, 2, 24, 50, new TrainingCase.Rows(List.of(12, 7), 0.5));

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  @Tag("slow")
  void losses_agree_and_every_setting_has_a_line() throws Exception {
    assumeTrue(succeeds("/usr/bin/python3", "-c", "import torch"), "there is no PyTorch");
    assumeTrue(succeeds("taskset", "-c", "0", "true"), "there is no taskset");
    new TrainingComparison(List.of("/usr/bin/python3"), SCRIPT, 2, out).compare(TINY, 1);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.startsWith("tiny: hidden 16, 2 layers") && line.endsWith("1 thread"))
        .anyMatch(line -> line.startsWith("losses of 8 steps differ from PyTorch's by 0.0"))
        .anyMatch(line -> line.startsWith("f32 beside PyTorch"))
        .anyMatch(line -> line.startsWith("bf16 beside f32"));
  }

  @Test
  @Tag("slow")
  void memory_is_told_with_checkpointing_and_without() throws Exception {
    assumeTrue(succeeds("taskset", "-c", "0", "true"), "there is no taskset");
    TrainingMemory.run(TINY, out);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.startsWith("F32 without"))
        .anyMatch(line -> line.startsWith("BF16 checkpointing"));
  }

  @Test
  void without_pytorch_there_is_one_line_that_says_what_to_install() {
    TrainingComparison comparison =
        new TrainingComparison(List.of("no-such-python", "false"), SCRIPT, 1, out);
    assertThatThrownBy(() -> comparison.compare(TINY, 1))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("python3-torch");
  }

  @Test
  void an_unknown_case_or_number_of_threads_is_refused() {
    assertThatThrownBy(() -> TrainingComparison.run(List.of("--case", "huge"), out))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("--case small|large|grouped|long");
    assertThatThrownBy(() -> TrainingComparison.run(List.of("--threads", "3"), out))
        .isInstanceOf(BagelException.class);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }
}
