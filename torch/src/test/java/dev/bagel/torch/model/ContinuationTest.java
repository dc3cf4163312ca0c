package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"llama", "mistral", "mixtral"})
  void another_text_is_read_from_where_it_differs(String architecture) throws IOException {
    TinyModel tiny =
        switch (architecture) {
          case "llama" -> TinyModel.llama(folder);
          case "mistral" -> TinyModel.mistral(folder, 3);
          default -> TinyModel.mixtral(folder);
        };
    try (CausalModel model = tiny.load();
        Continuation text = Continuation.open(model, new int[] {1, 2, 3, 4}, 4)) {
      text.advance(5);
      text.advance(6);
      assertThat(text.begin(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 3)).isEqualTo(4);
      assertGoesOnAsNew(text, model, new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 3);
      assertThat(text.begin(new int[] {1, 2, 3, 9, 9, 9, 9, 9, 9}, 20)).isEqualTo(6);
      assertGoesOnAsNew(text, model, new int[] {1, 2, 3, 9, 9, 9, 9, 9, 9}, 20);
      assertThat(text.begin(new int[] {1, 2, 3, 9, 9}, 2)).isEqualTo(1);
      assertGoesOnAsNew(text, model, new int[] {1, 2, 3, 9, 9}, 2);
      assertThat(text.begin(new int[] {22, 2}, 2)).isEqualTo(2);
      assertGoesOnAsNew(text, model, new int[] {22, 2}, 2);
    }
  }

  private static void assertGoesOnAsNew(Continuation text, CausalModel model, int[] ids, int most) {
    try (Continuation fresh = Continuation.open(model, ids, most)) {
      assertThat(text.room()).isEqualTo(fresh.room());
      for (int id = 7; id < 9; id++) {
        assertThat(text.logits()).containsExactly(fresh.logits(), Offset.offset(1e-4f));
        text.advance(id);
        fresh.advance(id);
      }
    }
  }

  @Test
  void what_cannot_be_begun_leaves_the_text_as_it_was() throws IOException {
    try (CausalModel model = TinyModel.llama(folder).load();
        Continuation text = Continuation.open(model, new int[] {1, 2}, 2)) {
      float[] logits = text.logits();
      assertThatThrownBy(() -> text.begin(new int[] {1, 2, 23}, 2)).hasMessageContaining("id 23");
      assertThatThrownBy(() -> text.begin(new int[] {}, 2)).isInstanceOf(BagelException.class);
      assertThatThrownBy(() -> text.begin(new int[33], 2)).hasMessageContaining("32 positions");
      assertThat(text.logits()).containsExactly(logits);
      text.advance(3);
      assertThat(text.room()).isEqualTo(1);
    }
  }
}
