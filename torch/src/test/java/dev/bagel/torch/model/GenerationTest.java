package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {
  private static final int[] PROMPT = {1, 9, 4};

  @TempDir Path folder;

  @Test
  void the_first_end_ends_it() throws IOException {
    try (CausalModel model = TinyModel.llama(folder).load()) {
      int[] free = new Generation(12, Set.of()).greedy(model, PROMPT);
      int end = free[5];
      int first = Arrays.stream(free).boxed().toList().indexOf(end);
      assertThat(free).hasSize(12);
      assertThat(new Generation(12, Set.of(end)).greedy(model, PROMPT))
          .isEqualTo(Arrays.copyOf(free, first + 1));
    }
  }

  @Test
  void it_ends_where_the_positions_do() throws IOException {
    try (CausalModel model = TinyModel.llama(folder).load()) {
      assertThat(new Generation(1000, Set.of()).greedy(model, PROMPT)).hasSize(32 - 3 + 1);
      assertThat(new Generation(1000, Set.of()).greedy(model, new int[32])).hasSize(1);
    }
  }

  @Test
  void ids_that_the_model_cannot_read_are_refused() throws IOException {
    try (CausalModel model = TinyModel.llama(folder).load()) {
      assertThatThrownBy(() -> model.logits(new int[][] {{1, 23}}))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("the id 23 is outside the model's vocabulary of 23");
      assertThatThrownBy(() -> model.logits(new int[][] {{-1}})).hasMessageContaining("the id -1");
      assertThatThrownBy(() -> model.logits(new int[1][33])).hasMessageContaining("32 positions");
      assertThatThrownBy(() -> model.logits(new int[][] {{1}, {1, 2}}))
          .hasMessageContaining("one length");
      assertThatThrownBy(() -> model.logits(new int[0][])).hasMessageContaining("one length");
      assertThatThrownBy(() -> new Generation(1, Set.of()).greedy(model, new int[0]))
          .hasMessageContaining("an id at least");
    }
  }

  @Test
  void weights_that_are_no_numbers_are_noticed() throws IOException {
    TinyModel tiny = TinyModel.llama(folder);
    tiny.values(WeightNames.NORM)[3] = Float.NaN;
    tiny.write(WeightShapes.of(tiny.config()));
    try (CausalModel model = tiny.load()) {
      assertThatThrownBy(() -> new Generation(3, Set.of()).greedy(model, PROMPT))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("NaN");
    }
  }
}
