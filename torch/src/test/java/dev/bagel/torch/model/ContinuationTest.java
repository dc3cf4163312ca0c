package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuationTest {
  @TempDir Path folder;

  /// 256 is where the cache grows for the first time.
  @Test
  void a_long_text_has_the_logits_of_one_pass() throws IOException {
    int[] ids = IntStream.range(0, 600).map(i -> i * 7 % 23).toArray();
    TinyModel tiny =
        TinyModel.of(
            folder,
            Map.of("architectures", List.of("LlamaForCausalLM"), "max_position_embeddings", 600));
    try (CausalModel model = tiny.load();
        Continuation text = Continuation.open(model, new int[] {ids[0]}, Integer.MAX_VALUE)) {
      float[][] wanted = model.logits(new int[][] {ids})[0];
      for (int i = 0; i < ids.length; i++) {
        assertThat(text.room()).isEqualTo(599 - i);
        float[] found = text.logits();
        for (int id = 0; id < found.length; id++) {
          assertThat(found[id]).isCloseTo(wanted[i][id], within(1e-3f));
        }
        if (i + 1 < ids.length) {
          text.advance(ids[i + 1]);
        }
      }
      assertThatThrownBy(() -> text.advance(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void it_takes_no_more_than_was_asked_for() throws IOException {
    try (CausalModel model = TinyModel.llama(folder).load();
        Continuation text = Continuation.open(model, new int[] {1, 2}, 1)) {
      assertThatThrownBy(() -> text.advance(23)).hasMessageContaining("id 23");
      text.advance(3);
      assertThatThrownBy(() -> text.advance(4)).isInstanceOf(IllegalStateException.class);
    }
  }
}
