package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.torch.weights.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightCheckTest {
  private static final String QUERY = "model.layers.1.self_attn.q_proj.weight";

  @TempDir Path folder;

  @Test
  void a_missing_weight_is_named() throws IOException {
    refused(shapes -> shapes.remove(QUERY), "misses weights", QUERY);
  }

  @Test
  void of_many_missing_weights_some_are_named() throws IOException {
    refused(
        shapes -> shapes.keySet().removeIf(name -> name.contains("layers.0.")),
        "model.layers.0.input_layernorm.weight",
        " and 6 more; ");
  }

  @Test
  void an_unexpected_weight_is_named() throws IOException {
    refused(
        shapes -> shapes.put("model.layers.2.mlp.bias", List.of(12L)),
        "does not ask for",
        "model.layers.2.mlp.bias");
  }

  @Test
  void a_weight_of_another_shape_is_named_with_both() throws IOException {
    refused(shapes -> shapes.put(QUERY, List.of(12L, 24L)), QUERY + " is [12, 24], not [24, 12]");
  }

  @Test
  void a_weight_of_another_type_is_named() throws IOException {
    TinyModel tiny = TinyModel.llama(folder);
    tiny.write(
            WeightShapes.of(tiny.config()),
            name -> name.equals(QUERY) ? ElementType.I32 : ElementType.F32)
        .writeFile(folder.resolve("model.safetensors"));
    assertThatThrownBy(tiny::load)
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(QUERY + " is I32");
  }

  @Test
  void a_second_tied_head_may_be_there_when_it_is_the_embedding() throws IOException {
    TinyModel tiny = tied();
    Map<String, List<Long>> shapes = new LinkedHashMap<>(WeightShapes.of(tiny.config()));
    shapes.put(WeightNames.HEAD, List.of(23L, 12L));
    tiny.weights().put(WeightNames.HEAD, tiny.values(WeightNames.EMBEDDING).clone());
    tiny.write(shapes);
    try (CausalModel model = tiny.load()) {
      assertThat(model.config().tiedEmbeddings()).isTrue();
    }
    tiny.values(WeightNames.HEAD)[5] += 1;
    tiny.write(shapes);
    assertThatThrownBy(tiny::load).hasMessageContaining("does not ask for: lm_head.weight");
  }

  @Test
  void frequencies_that_old_files_have_are_passed_over() throws IOException {
    TinyModel tiny = tied();
    Map<String, List<Long>> shapes = new LinkedHashMap<>(WeightShapes.of(tiny.config()));
    String name = "model.layers.0.self_attn.rotary_emb.inv_freq";
    shapes.put(name, List.of(3L));
    tiny.weights().put(name, new float[3]);
    tiny.write(shapes);
    try (CausalModel model = tiny.load()) {
      assertThat(model.logits(new int[][] {{1}})[0][0]).hasSize(23);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "F16"})
  void weights_of_fewer_bits_and_in_shards_are_the_same_numbers(ElementType type)
      throws IOException {
    TinyModel tiny = TinyModel.mixtral(folder);
    // To numbers that both narrow types have.
    tiny.weights().values().forEach(values -> coarsen(values));
    Map<String, List<Long>> shapes = WeightShapes.of(tiny.config());
    tiny.write(shapes);
    int[][] ids = {{1, 9, 4}};
    float[][][] wide;
    try (CausalModel model = tiny.load()) {
      wide = model.logits(ids);
    }
    Files.delete(folder.resolve("model.safetensors"));
    tiny.write(shapes, _ -> type).writeFolder(folder, 2_000);
    assertThat(folder.resolve("model.safetensors.index.json")).exists();
    try (CausalModel model = tiny.load()) {
      assertThat(model.logits(ids)).isDeepEqualTo(wide);
    }
  }

  private static void coarsen(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(values[i] * 64) / 64f;
    }
  }

  private TinyModel tied() throws IOException {
    return TinyModel.of(
        folder, Map.of("architectures", List.of("LlamaForCausalLM"), "tie_word_embeddings", true));
  }

  private void refused(Consumer<Map<String, List<Long>>> change, String... words)
      throws IOException {
    TinyModel tiny = TinyModel.llama(folder);
    Map<String, List<Long>> shapes = new LinkedHashMap<>(WeightShapes.of(tiny.config()));
    change.accept(shapes);
    tiny.weights().putIfAbsent("model.layers.2.mlp.bias", new float[12]);
    tiny.write(shapes);
    assertThatThrownBy(tiny::load)
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContainingAll(words);
  }
}
