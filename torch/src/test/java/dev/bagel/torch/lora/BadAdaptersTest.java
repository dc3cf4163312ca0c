package dev.bagel.torch.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.torch.model.CausalModel;
import dev.bagel.torch.model.FullWeights;
import dev.bagel.torch.model.Precision;
import dev.bagel.torch.model.TinyModel;
import dev.bagel.torch.weights.Weight;
import dev.bagel.torch.weights.WeightFiles;
import dev.bagel.torch.weights.WeightWriter;
import dev.bagel.torch.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Adapters that are refused, with what the message says.
class BadAdaptersTest {
  private static final String DOWN =
      "base_model.model.model.layers.1.self_attn.q_proj.lora_A.weight";

  @TempDir Path folder;

  private Path base;
  private Path adapter;
  private Path config;
  private Path matrices;

  @BeforeEach
  void an_adapter() throws IOException {
    base = Files.createDirectory(folder.resolve("base"));
    adapter = folder.resolve("adapter");
    config = adapter.resolve("adapter_config.json");
    matrices = adapter.resolve("adapter_model.safetensors");
    TinyModel.llama(base);
    try (LoraWeights weights =
        LoraWeights.open(base, Trials.settings("q_proj", "v_proj"), Precision.F32)) {
      weights.save(adapter, Optional.empty());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"peft_type": "IA3"}                      | peft_type "IA3" is not supported; only "LORA" is
          {"task_type": "SEQ_CLS"}                  | task_type "SEQ_CLS" is not supported
          {"bias": "lora_only"}                     | bias "lora_only" is not supported
          {"use_dora": true}                        | use_dora true is not supported; let PEFT merge it
          {"modules_to_save": ["lm_head"]}          | modules_to_save ["lm_head"] is not supported
          {"rank_pattern": {"q_proj": 8}}           | rank_pattern {"q_proj":8} is not supported
          {"alpha_pattern": {"q_proj": 8}}          | alpha_pattern {"q_proj":8} is not supported
          {"layers_to_transform": [0]}              | layers_to_transform [0] is not supported
          {"layer_replication": [[0, 2]]}           | layer_replication [[0,2]] is not supported
          {"fan_in_fan_out": true}                  | fan_in_fan_out true is not supported
          {"trainable_token_indices": [1]}          | trainable_token_indices [1] is not supported
          {"something_new": 1}                      | something_new 1 is not supported
          {"init_lora_weights": "pissa"}            | init_lora_weights "pissa" is not supported
          {"r": 0}                                  | r is 0; it has to be a whole number above 0
          {"r": null}                               | r is null
          {"lora_alpha": "much"}                    | lora_alpha is "much"
          {"use_rslora": "yes"}                     | use_rslora is "yes"
          {"target_modules": null}                  | target_modules is null; it has to be a list of names
          {"target_modules": [1]}                   | target_modules is [1]; it has to be a list of names
          {"target_modules": ["w1"]}                | target_modules ["w1"] is not supported
          {"target_modules": "["}                   | target_modules "[" is not supported
          {"base_model_name_or_path": null}         | names no base
          {"base_model_name_or_path": "no/where"}   | names the base no/where, which is no folder here
          """)
  void settings_that_cannot_be_heeded_are_named(String settings, String words) throws IOException {
    ObjectNode all = (ObjectNode) JsonMapper.shared().readTree(Files.readString(config));
    all.setAll((ObjectNode) JsonMapper.shared().readTree(settings));
    Files.writeString(config, all.toString());
    refused(config.toString(), words);
  }

  @Test
  void a_config_that_is_no_json_is_named() throws IOException {
    Files.writeString(config, "{");
    refused(config + " is not JSON");
    Files.writeString(config, "[]");
    refused(config + " is not a JSON object");
  }

  @Test
  void an_adapter_without_its_matrices_is_named() throws IOException {
    Files.delete(matrices);
    refused("there is no " + matrices);
  }

  @Test
  void a_missing_matrix_is_named() {
    rewrite(weight -> Optional.of(weight).filter(one -> !one.name().equals(DOWN)));
    refused(matrices + " misses weights that its adapter_config.json", "asks for: " + DOWN);
  }

  @Test
  void a_matrix_that_does_not_belong_there_is_named() {
    String other = "base_model.model.model.embed_tokens.lora_embedding_A";
    rewrite(
        weight ->
            Optional.of(
                weight.name().equals(DOWN)
                    ? new Weight(other, weight.type(), weight.shape(), weight.data())
                    : weight));
    refused(matrices.toString(), DOWN);
  }

  @Test
  void more_matrices_than_the_config_asks_for_are_named() throws IOException {
    Files.writeString(
        config, Files.readString(config).replaceAll("\"q_proj\"\\s*,\\s*\"v_proj\"", "\"q_proj\""));
    refused("does not ask for: ", "v_proj.lora_A.weight");
  }

  @Test
  void a_matrix_of_another_rank_is_named_with_both() throws IOException {
    Files.writeString(config, Files.readString(config).replaceAll("\"r\" : 4", "\"r\" : 3"));
    refused(matrices.toString(), "lora_A.weight is [4, 12], not [3, 12]");
  }

  @Test
  void a_base_of_another_shape_is_named() throws IOException {
    TinyModel.of(base, Map.of("architectures", List.of("LlamaForCausalLM"), "hidden_size", 16));
    refused(
        "on the base " + base,
        "q_proj.lora_A.weight is [4, 12], not [4, 16]",
        "take the adapter_config.json and the base that belong to the weights");
  }

  @Test
  void an_adapter_that_is_cut_is_named() throws IOException {
    byte[] bytes = Files.readAllBytes(matrices);
    Files.write(matrices, Arrays.copyOf(bytes, bytes.length - 4));
    refused(matrices.toString(), "cut or damaged");
  }

  @Test
  void an_adapter_is_no_base() {
    assertThatThrownBy(() -> new Adapter(adapter, adapter).load(Precision.F32))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(adapter + " holds an adapter and no whole model: merge it");
    assertThatThrownBy(() -> FullWeights.open(adapter, List.of(), Precision.F32))
        .hasMessageContaining("holds an adapter");
  }

  @Test
  void training_goes_on_from_an_adapter_of_its_own_kind_only() throws IOException {
    try (LoraWeights weights = LoraWeights.open(base, Trials.settings("q_proj"), Precision.F32)) {
      assertThatThrownBy(() -> weights.restore(adapter))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining(matrices.toString())
          .hasMessageContaining("this training (its rank and targets) does not ask for");
      Files.delete(matrices);
      assertThatThrownBy(() -> weights.restore(adapter))
          .hasMessageContaining("there is no " + matrices);
    }
  }

  @Test
  void what_failed_once_can_be_mended() throws IOException {
    String right = Files.readString(config);
    Files.writeString(config, right.replaceAll("\"r\" : 4", "\"r\" : 3"));
    refused("lora_A");
    Files.writeString(config, right);
    try (CausalModel model = CausalModel.load(adapter, Precision.F32)) {
      assertThat(model.config().layers()).isEqualTo(2);
    }
  }

  private void rewrite(Function<Weight, Optional<Weight>> change) {
    try (Weights before = WeightFiles.openFile(matrices)) {
      WeightWriter writer = new WeightWriter();
      for (String name : before.names()) {
        change.apply(before.get(name)).ifPresent(writer::add);
      }
      writer.writeFile(matrices);
    }
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> CausalModel.load(adapter, Precision.F32))
        .isInstanceOfSatisfying(
            BagelException.class, e -> assertThat(e.kind()).isEqualTo(BagelException.Kind.USER))
        .hasMessageContainingAll(words);
  }
}
