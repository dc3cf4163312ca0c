package dev.bagel.torch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ModelConfigTest {
  @TempDir Path folder;

  @Test
  void what_is_absent_is_what_writers_leave_out() throws IOException {
    ModelConfig config = read("LlamaForCausalLM", "{}");
    assertThat(config.theta()).isEqualTo(10_000);
    assertThat(config.window()).isEmpty();
    assertThat(config.tiedEmbeddings()).isFalse();
    assertThat(config.ends()).containsExactly(2);
    assertThat(read("MixtralForCausalLM", EXPERTS).theta()).isEqualTo(1e6);
    assertThat(read("MixtralForCausalLM", EXPERTS).window()).isEmpty();
    assertThat(read("MistralForCausalLM", "{}").window()).hasValue(4096);
    assertThat(read("MistralForCausalLM", "{'sliding_window': null}").window()).isEmpty();
    assertThat(read("LlamaForCausalLM", "{'sliding_window': 5}").window()).isEmpty();
    assertThat(read("LlamaForCausalLM", "{'num_key_value_heads': null}").keyValueHeads())
        .isEqualTo(4);
    assertThat(read("LlamaForCausalLM", "{'head_dim': null, 'hidden_size': 32}").headSize())
        .isEqualTo(8);
    assertThat(read("LlamaForCausalLM", "{'eos_token_id': [2, 7]}").ends()).containsOnly(2, 7);
  }

  private static final String EXPERTS = "{'num_local_experts': 4, 'num_experts_per_tok': 2}";

  @Test
  void rotary_settings_stand_in_the_old_place_or_in_the_new() throws IOException {
    String scaling = "'rope_type': 'linear', 'factor': 2.5";
    ModelConfig old =
        read("LlamaForCausalLM", "{'rope_theta': 777, 'rope_scaling': {" + scaling + "}}");
    ModelConfig fresh =
        read("LlamaForCausalLM", "{'rope_parameters': {'rope_theta': 777, " + scaling + "}}");
    assertThat(old.rotaryScaling()).isEqualTo(new RotaryScaling.Linear(2.5));
    assertThat(fresh).isEqualTo(old);
    assertThat(
            read("LlamaForCausalLM", "{'rope_scaling': {'type': 'linear', 'factor': 2}}")
                .rotaryScaling())
        .isEqualTo(new RotaryScaling.Linear(2));
  }

  /// Llama 3.1 8B's settings, worked out by its rule of wave lengths.
  @Test
  void llama3_keeps_short_waves_and_stretches_long_ones() throws IOException {
    ModelConfig config =
        read(
            "LlamaForCausalLM",
            """
            {'rope_theta': 500000, 'head_dim': 128, 'rope_scaling': {'rope_type': 'llama3', 'factor': 8,
             'low_freq_factor': 1, 'high_freq_factor': 4, 'original_max_position_embeddings': 8192}}
            """);
    double[] found = config.rotaryScaling().frequencies(config.theta(), config.headSize());
    double[] some = Arrays.stream(PLACES).mapToDouble(place -> found[place]).toArray();
    assertThat(some).usingComparatorWithPrecision(1e-12).containsExactly(FREQUENCIES);
  }

  private static final int[] PLACES = {0, 28, 30, 33, 36, 63};
  private static final double[] FREQUENCIES = {
    1.0,
    0.0032114459947525913,
    0.0013718935677611381,
    0.00031269375038406517,
    7.78465527393245e-05,
    3.068925988914511e-07
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'architectures': ['GPT2LMHeadModel']}        | GPT2LMHeadModel is not supported
          {'architectures': null}                       | architectures is null
          {'vocab_size': 0}                             | vocab_size is 0
          {'vocab_size': 'many'}                        | vocab_size is "many"
          {'hidden_size': null}                         | hidden_size is null
          {'num_hidden_layers': 2000000}                | num_hidden_layers is 2000000
          {'num_key_value_heads': 3}                    | num_key_value_heads is 3
          {'head_dim': 5}                               | head_dim is 5
          {'head_dim': null, 'hidden_size': 13}         | hidden_size is 13
          {'hidden_act': 'gelu'}                        | hidden_act "gelu" is not supported
          {'attention_bias': true}                      | attention_bias true is not supported
          {'mlp_bias': true}                            | mlp_bias true is not supported
          {'attention_dropout': 0.1}                    | attention_dropout 0.1 is not supported
          {'partial_rotary_factor': 0.5}                | partial_rotary_factor 0.5 is not supported
          {'quantization_config': {'bits': 4}}          | quantization_config {"bits":4} is not supported
          {'rms_norm_eps': -1}                          | rms_norm_eps is -1
          {'tie_word_embeddings': 'yes'}                | tie_word_embeddings is "yes"
          {'eos_token_id': 'end'}                       | eos_token_id is "end"
          {'rope_scaling': 4}                           | rope_scaling is 4
          {'rope_scaling': {'type': 'yarn'}}            | type "yarn" is not supported; only default, linear and llama3
          {'rope_scaling': {'rope_type': 'dynamic'}}    | rope_type "dynamic" is not supported
          {'rope_scaling': {'type': 'linear'}}          | factor is not there
          {'rope_scaling': {'rope_type': 'llama3'}}     | original_max_position_embeddings is not there
          """)
  void what_cannot_be_run_exactly_is_refused_by_name(String settings, String message) {
    assertThatThrownBy(() -> read("LlamaForCausalLM", settings))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining(message);
  }

  @Test
  void more_experts_for_a_token_than_there_are_make_no_sense() {
    String settings = "{'num_local_experts': 2, 'num_experts_per_tok': 3}";
    assertThatThrownBy(() -> read("MixtralForCausalLM", settings))
        .hasMessageContaining("num_experts_per_tok is 3");
  }

  @Test
  void a_file_that_is_no_config_is_said_to_be_none() throws IOException {
    assertThatThrownBy(() -> ModelConfig.read(folder)).hasMessageStartingWith("there is no ");
    Files.writeString(folder.resolve("config.json"), "{\"a\": ");
    assertThatThrownBy(() -> ModelConfig.read(folder)).hasMessageContaining("is not JSON");
    Files.writeString(folder.resolve("config.json"), "[]");
    assertThatThrownBy(() -> ModelConfig.read(folder)).hasMessageContaining("not a JSON object");
  }

  @SuppressWarnings("unchecked") // of a JSON object
  private ModelConfig read(String architecture, String settings) throws IOException {
    Map<String, Object> all = new HashMap<>(Map.of("architectures", List.of(architecture)));
    all.putAll(JsonMapper.shared().readValue(settings.replace('\'', '"'), Map.class));
    TinyModel.configure(folder, all);
    return ModelConfig.read(folder);
  }
}
