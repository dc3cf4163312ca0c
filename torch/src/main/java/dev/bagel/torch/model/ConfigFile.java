package dev.bagel.torch.model;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// config.json of a model's folder, with the defaults that its writer relies on.
final class ConfigFile {
  /// More layers or experts than any model has: such a file is wrong.
  private static final int MOST = 1024;

  private final Settings settings;

  private ConfigFile(Settings settings) {
    this.settings = settings;
  }

  static ConfigFile open(Path file) {
    return new ConfigFile(
        Settings.read(file, "name a model's folder, with config.json and weights"));
  }

  ModelConfig config() {
    Architecture architecture = architecture();
    refuse();
    int hidden = settings.size("hidden_size");
    int heads = settings.size("num_attention_heads");
    int keyValueHeads = keyValueHeads(architecture, heads);
    int headSize = headSize(hidden, heads);
    int positions = settings.size("max_position_embeddings");
    RotarySettings rotary = new RotarySettings(settings);
    return new ModelConfig(
        architecture,
        settings.size("vocab_size"),
        hidden,
        settings.size("intermediate_size"),
        settings.size("num_hidden_layers", MOST),
        heads,
        keyValueHeads,
        headSize,
        positions,
        settings.positive("rms_norm_eps", architecture.hasExperts() ? 1e-5 : 1e-6),
        rotary.theta(architecture.hasExperts() ? 1e6 : 1e4),
        rotary.scaling(),
        window(architecture),
        experts(architecture),
        settings.flag("tie_word_embeddings"),
        ends());
  }

  private Architecture architecture() {
    JsonNode names = settings.node("architectures");
    if (names.size() != 1 || !names.get(0).isString()) {
      throw settings.wrong("architectures", "one name, such as LlamaForCausalLM");
    }
    return Architecture.named(names.get(0).asString(), settings.where());
  }

  /// Settings that change numbers, in a forward pass or in training, and that no decoder here has.
  private void refuse() {
    settings.only("hidden_act", "silu");
    settings.onlyFalse("attention_bias");
    settings.onlyFalse("mlp_bias");
    settings.onlyNumber("attention_dropout", 0);
    settings.onlyNumber("router_jitter_noise", 0);
    settings.onlyNumber("partial_rotary_factor", 1);
    if (settings.has("quantization_config")) {
      throw settings.unsupported("quantization_config", "take weights that are not quantised");
    }
  }

  private int keyValueHeads(Architecture architecture, int heads) {
    // Llama's first models come without the setting; of the others it is always there.
    boolean absent = architecture == Architecture.LLAMA && !settings.has("num_key_value_heads");
    int count = absent ? heads : settings.size("num_key_value_heads");
    if (heads % count != 0) {
      throw settings.wrong("num_key_value_heads", "a divisor of num_attention_heads " + heads);
    }
    return count;
  }

  private int headSize(int hidden, int heads) {
    int size = settings.has("head_dim") ? settings.size("head_dim") : hidden / heads;
    if (!settings.has("head_dim") && hidden % heads != 0) {
      throw settings.wrong("hidden_size", "a multiple of num_attention_heads " + heads);
    }
    if (size % 2 != 0) {
      throw settings.wrong("head_dim", "even: rotary positions turn pairs; here it is " + size);
    }
    return size;
  }

  private OptionalInt window(Architecture architecture) {
    if (!architecture.canSlide()) {
      return OptionalInt.empty();
    }
    if (settings.has("sliding_window")) {
      return OptionalInt.of(settings.size("sliding_window"));
    }
    boolean left = architecture == Architecture.MISTRAL && !settings.names("sliding_window");
    return left ? OptionalInt.of(4096) : OptionalInt.empty();
  }

  private Optional<ModelConfig.Experts> experts(Architecture architecture) {
    if (!architecture.hasExperts()) {
      return Optional.empty();
    }
    int count = settings.size("num_local_experts", MOST);
    int perToken = settings.size("num_experts_per_tok");
    if (perToken > count) {
      throw settings.wrong("num_experts_per_tok", "at most num_local_experts " + count);
    }
    double weight = settings.number("router_aux_loss_coef", 0.001);
    return Optional.of(new ModelConfig.Experts(count, perToken, weight));
  }

  private Set<Integer> ends() {
    Set<Integer> ends = new LinkedHashSet<>();
    JsonNode node = settings.node("eos_token_id");
    for (JsonNode one : node.isArray() ? node : List.of(node)) {
      if (one.isIntegralNumber() && one.canConvertToInt()) {
        ends.add(one.asInt());
      } else if (settings.has("eos_token_id")) {
        throw settings.wrong("eos_token_id", "an id or a list of ids");
      }
    }
    return ends;
  }
}
