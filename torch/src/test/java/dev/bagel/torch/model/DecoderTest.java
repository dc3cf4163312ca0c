package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the same decoders in plain Java.
class DecoderTest {
  private static final int[] IDS = {1, 22, 7, 7, 0, 13, 4, 19, 3, 11};

  @TempDir Path folder;
  @TempDir Path other;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9, 10, 11})
  void a_window_hides_what_is_further_back(int window) throws IOException {
    compare(TinyModel.mistral(folder, window));
  }

  @Test
  void a_window_as_long_as_the_text_hides_nothing() throws IOException {
    try (CausalModel mistral = TinyModel.mistral(folder, IDS.length).load();
        CausalModel llama = TinyModel.llama(other).load()) {
      assertThat(mistral.logits(new int[][] {IDS})).isDeepEqualTo(llama.logits(new int[][] {IDS}));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 12, 32})
  void the_cache_heeds_the_window(int window) throws IOException {
    try (CausalModel model = TinyModel.mistral(folder, window).load()) {
      int[] ids = IDS;
      for (int next : new Generation(15, Set.of()).greedy(model, IDS)) {
        float[] logits = model.logits(new int[][] {ids})[0][ids.length - 1];
        for (float logit : logits) {
          assertThat(logit).isLessThanOrEqualTo(logits[next]);
        }
        ids = Arrays.copyOf(ids, ids.length + 1);
        ids[ids.length - 1] = next;
      }
      assertThat(ids).hasSize(25);
    }
  }

  @Test
  void experts_share_the_work_as_the_router_says() throws IOException {
    compare(TinyModel.mixtral(folder));
  }

  @Test
  void the_router_loss_counts_all_layers_and_tokens() throws IOException {
    TinyModel tiny = TinyModel.mixtral(folder);
    PlainDecoder plain = new PlainDecoder(tiny);
    int[] second = {5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
    plain.logits(IDS);
    plain.logits(second);
    try (CausalModel model = tiny.load()) {
      assertThat(model.routerLoss(new int[][] {IDS, second}).orElseThrow())
          .isCloseTo(plain.routerLoss(), within(1e-5));
    }
  }

  @Test
  void a_model_without_experts_has_no_router_loss() throws IOException {
    try (CausalModel model = TinyModel.llama(folder).load()) {
      assertThat(model.routerLoss(new int[][] {IDS})).isEmpty();
    }
  }

  @Test
  void heads_may_be_as_many_for_keys_as_for_queries() throws IOException {
    compare(
        TinyModel.of(
            folder,
            Map.of("architectures", List.of("LlamaForCausalLM"), "num_key_value_heads", 4)));
  }

  @Test
  void threads_may_share_a_model() throws IOException {
    try (CausalModel model = TinyModel.mixtral(folder).load()) {
      float[][][] wanted = model.logits(new int[][] {IDS});
      assertThat(IntStream.range(0, 200).parallel().mapToObj(_ -> model.logits(new int[][] {IDS})))
          .allSatisfy(found -> assertThat(found).isDeepEqualTo(wanted));
    }
  }

  private static void compare(TinyModel tiny) {
    double[][] wanted = new PlainDecoder(tiny).logits(IDS);
    try (CausalModel model = tiny.load()) {
      float[][] found = model.logits(new int[][] {IDS})[0];
      for (int place = 0; place < IDS.length; place++) {
        for (int id = 0; id < wanted[place].length; id++) {
          assertThat((double) found[place][id]).isCloseTo(wanted[place][id], within(1e-4));
        }
      }
    }
  }
}
