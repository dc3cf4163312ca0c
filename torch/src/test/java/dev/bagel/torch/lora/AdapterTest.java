package dev.bagel.torch.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.Generation;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.TinyModel;
import dev.bagel.torch.weights.ElementType;
import dev.bagel.torch.weights.Weight;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AdapterTest {
  @TempDir Path folder;

  private Path base;
  private Path adapter;

  @BeforeEach
  void places() throws IOException {
    base = Files.createDirectory(folder.resolve("base"));
    adapter = folder.resolve("adapter");
  }

  @ParameterizedTest
  @EnumSource
  void what_was_saved_is_what_is_loaded(Precision precision) throws IOException {
    TinyModel.mixtral(base);
    float[][][] learnt = save(Trials.dropping(0.3, "all-linear", "gate", "lm_head"), precision);
    try (CausalModel model = CausalModel.load(adapter, precision)) {
      assertThat(model.logits(Trials.IDS)).isDeepEqualTo(learnt);
      assertThat(new Generation(3, Set.of()).greedy(model, new int[] {1, 4})).hasSize(3);
    }
  }

  @Test
  void training_goes_on_from_what_was_saved() throws IOException {
    TinyModel.llama(base);
    LoraSettings settings = Trials.settings("all-linear");
    save(settings, Precision.F32);
    try (LoraWeights weights = LoraWeights.open(base, settings, Precision.F32);
        LoraWeights saved = LoraWeights.open(base, settings, Precision.F32)) {
      assertThat(weights.isWhole()).isFalse();
      Trials.fill(saved);
      weights.restore(adapter);
      assertThat(Trials.numbers(weights.parameters().values()))
          .isEqualTo(Trials.numbers(saved.parameters().values()));
    }
  }

  @Test
  void the_config_is_that_of_peft() throws IOException {
    TinyModel.mixtral(base);
    save(new LoraSettings(4, 8, 0.25, List.of("all-linear"), true, false, 7), Precision.F32);
    JsonNode config = config();
    assertThat(config.path("peft_type").asString()).isEqualTo("LORA");
    assertThat(config.path("task_type").asString()).isEqualTo("CAUSAL_LM");
    assertThat(config.path("base_model_name_or_path").asString()).isEqualTo(base.toString());
    assertThat(config.path("r").asInt()).isEqualTo(4);
    assertThat(config.path("lora_alpha").toString()).isEqualTo("8");
    assertThat(config.path("lora_dropout").asDouble()).isEqualTo(0.25);
    assertThat(config.path("use_rslora").asBoolean()).isTrue();
    assertThat(config.path("target_modules").valueStream().map(JsonNode::asString))
        .containsExactly("k_proj", "o_proj", "q_proj", "v_proj", "w1", "w2", "w3");
    assertThat(config.path("bias").asString()).isEqualTo("none");
    assertThat(config.has("modules_to_save")).isTrue();
    try (Weights files = WeightFiles.openFile(adapter.resolve("adapter_model.safetensors"))) {
      assertThat(files.names())
          .hasSize(2 * 2 * (4 + 3 * 5))
          .contains("base_model.model.model.layers.1.block_sparse_moe.experts.4.w2.lora_B.weight");
    }
    try (CausalModel model = CausalModel.load(adapter, Precision.F32)) {
      assertThat(model.config().layers()).isEqualTo(2);
    }
  }

  @Test
  void an_adapter_may_be_saved_in_fewer_bits_and_over_another() throws IOException {
    TinyModel.llama(base);
    save(Trials.settings("q_proj"), Precision.F32);
    try (LoraWeights weights = LoraWeights.open(base, Trials.settings("v_proj"), Precision.F32)) {
      weights.save(adapter, Optional.of(ElementType.BF16));
    }
    assertThat(folder.resolve("adapter")).isDirectoryContaining("glob:**/adapter_config.json");
    try (CausalModel plain = CausalModel.load(base, Precision.F32);
        CausalModel model = CausalModel.load(adapter, Precision.F32)) {
      assertThat(model.logits(Trials.IDS)).isDeepEqualTo(plain.logits(Trials.IDS));
    }
  }

  /// In the order and with the settings of a newer version than is written here.
  @Test
  void an_adapter_that_peft_wrote_is_read() throws IOException {
    TinyModel.llama(base);
    float[][][] learnt = save(Trials.settings("q_proj", "v_proj"), Precision.F32);
    Files.writeString(
        adapter.resolve("adapter_config.json"),
        """
        {"alpha_pattern": {}, "arrow_config": null, "auto_mapping": null, "base_model_name_or_path": "../base",
         "bias": "none", "corda_config": null, "eva_config": null, "exclude_modules": null, "fan_in_fan_out": false,
         "inference_mode": true, "init_lora_weights": "gaussian", "layer_replication": null, "layers_pattern": null,
         "layers_to_transform": null, "loftq_config": {}, "lora_alpha": 8, "lora_bias": false, "lora_dropout": 0.05,
         "megatron_config": null, "megatron_core": "megatron.core", "modules_to_save": null, "peft_type": "LORA",
         "peft_version": "0.18.0", "qalora_group_size": 16, "r": 4, "rank_pattern": {}, "revision": null,
         "target_modules": ["v_proj", "c_attn", "q_proj"], "target_parameters": null, "task_type": null,
         "trainable_token_indices": null, "use_dora": false, "use_qalora": false, "use_rslora": false}
        """);
    assertLoads(learnt);
    config("target_modules", ".*\\.[qv]_proj");
    assertLoads(learnt);
  }

  private void assertLoads(float[][][] learnt) {
    try (CausalModel model = CausalModel.load(adapter, Precision.F32)) {
      assertThat(model.logits(Trials.IDS)).isDeepEqualTo(learnt);
    }
  }

  @Test
  void the_base_may_be_named_in_the_call() throws IOException {
    TinyModel.llama(base);
    float[][][] learnt = save(Trials.settings("q_proj"), Precision.F32);
    config("base_model_name_or_path", "someone/some-model");
    assertThatThrownBy(() -> CausalModel.load(adapter, Precision.F32))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("adapter_config.json names the base someone/some-model, which is no")
        .hasMessageContaining("base_model_name_or_path");
    try (CausalModel model = new Adapter(adapter, base).load(Precision.F32)) {
      assertThat(model.logits(Trials.IDS)).isDeepEqualTo(learnt);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "BF16"})
  void a_merged_model_gives_the_same_logits(ElementType type) throws IOException {
    TinyModel.mixtral(base);
    Files.writeString(base.resolve("tokenizer.json"), "{}");
    float[][][] learnt = save(Trials.settings("all-linear", "gate", "lm_head"), Precision.F32);
    Path merged = folder.resolve("merged");
    Adapter.onItsBase(adapter).merge(merged, Optional.of(type));
    assertThat(merged.resolve("tokenizer.json")).hasContent("{}");
    assertThat(Files.readString(merged.resolve("config.json")))
        .contains(type == ElementType.F32 ? "\"float32\"" : "\"bfloat16\"");
    try (Weights files = WeightFiles.open(merged);
        CausalModel model = CausalModel.load(merged, Precision.F32)) {
      assertThat(files.names()).allMatch(name -> files.get(name).type() == type);
      assertThat(Trials.distance(model.logits(Trials.IDS), learnt))
          .isLessThan(type == ElementType.F32 ? 1e-4 : 0.5);
    }
  }

  @Test
  void merged_weights_are_of_the_types_of_the_base_where_none_is_named() throws IOException {
    TinyModel tiny = TinyModel.llama(base);
    save(Trials.settings("up_proj"), Precision.F32);
    Files.writeString(base.resolve("tokenizer.json"), "the base's");
    Files.writeString(base.resolve("chat_template.jinja"), "the base's");
    Files.writeString(adapter.resolve("tokenizer.json"), "the adapter's");
    Path merged = folder.resolve("merged");
    Adapter.onItsBase(adapter).merge(merged, Optional.empty());
    assertThat(merged.resolve("config.json")).hasSameTextualContentAs(base.resolve("config.json"));
    assertThat(merged.resolve("tokenizer.json")).hasContent("the adapter's");
    assertThat(merged.resolve("chat_template.jinja")).doesNotExist();
    try (Weights before = WeightFiles.open(base);
        Weights after = WeightFiles.open(merged)) {
      for (String name : tiny.weights().keySet()) {
        Weight weight = after.get(name);
        assertThat(weight.type()).isEqualTo(ElementType.F32);
        assertThat(weight.data().mismatch(before.get(name).data()) < 0)
            .as(name)
            .isEqualTo(!name.contains("up_proj"));
      }
    }
    assertThatThrownBy(() -> Adapter.onItsBase(adapter).merge(merged, Optional.empty()))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("holds weights already");
  }

  private float[][][] save(LoraSettings settings, Precision precision) {
    try (LoraWeights weights = LoraWeights.open(base, settings, precision)) {
      Trials.fill(weights);
      weights.save(adapter, Optional.empty());
      return Trials.logits(weights.config(), weights.settled(), precision);
    }
  }

  private JsonNode config() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(adapter.resolve("adapter_config.json")));
  }

  private void config(String name, Object value) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    config().propertyStream().forEach(one -> all.put(one.getKey(), one.getValue()));
    all.put(name, value);
    Files.writeString(
        adapter.resolve("adapter_config.json"), JsonMapper.shared().writeValueAsString(all));
  }
}
