package dev.bagel.torch.export;

import dev.bagel.BagelException;
import dev.bagel.torch.lora.LoraSettings;
import dev.bagel.torch.model.Architecture;
import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.RotaryScaling;
import dev.bagel.torch.train.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A decoder of torchtune's, built with the numbers of a model's config.json.
///
/// @param family whose builder makes it, such as `llama3_1`
record TorchtuneModel(ExportedRun run, String family) {
  private static final List<String> FEED_FORWARD = List.of("gate_proj", "up_proj", "down_proj");
  private static final Map<String, String> ATTENTION =
      Map.of("q_proj", "q_proj", "k_proj", "k_proj", "v_proj", "v_proj", "o_proj", "output_proj");

  /// @throws BagelException USER where torchtune has no decoder that computes the same
  static TorchtuneModel of(ExportedRun run) {
    ModelConfig config = run.config();
    if (config.architecture() == Architecture.MIXTRAL) {
      throw refused("has no Mixtral: its decoders have no experts; export to axolotl");
    }
    if (config.headSize() * config.heads() != config.hidden()) {
      throw refused(
          "divides the width %d by %d heads, and this model's heads have %d; export to axolotl"
              .formatted(config.hidden(), config.heads(), config.headSize()));
    }
    int most = (int) run.values().whole(Setting.MAX_TOKENS, 1);
    if (config.window().isPresent() && config.window().getAsInt() < most) {
      throw refused(
          "has no sliding window, and this model's is %d: set max-tokens to that, or export to axolotl"
              .formatted(config.window().getAsInt()));
    }
    return new TorchtuneModel(run, family(config));
  }

  private static String family(ModelConfig config) {
    if (config.rotaryScaling() instanceof RotaryScaling.Llama3 scaling
        && scaling.low() == 1
        && scaling.high() == 4
        && scaling.positions() == 8192) {
      return config.tiedEmbeddings() ? "llama3_2" : "llama3_1";
    }
    if (!(config.rotaryScaling() instanceof RotaryScaling.None)) {
      throw refused("has no decoder with this model's rope_scaling; export to axolotl");
    }
    if (config.tiedEmbeddings()) {
      throw refused(
          "has tied embeddings for models as Llama 3.2 alone, and this model's are tied; export to"
              + " axolotl");
    }
    return config.architecture() == Architecture.MISTRAL ? "mistral" : "llama2";
  }

  private static BagelException refused(String reason) {
    return BagelException.user("torchtune " + reason);
  }

  /// The name of how weights are called in its files.
  String checkpointType() {
    return switch (family) {
      case "mistral" -> "MISTRAL";
      case "llama3_2" -> "LLAMA3_2";
      case "llama3_1" -> "LLAMA3";
      default -> "LLAMA2";
    };
  }

  Map<String, Object> component() {
    ModelConfig config = run.config();
    Map<String, Object> model = new LinkedHashMap<>();
    String builder = run.full() ? family : "lora_" + family;
    model.put("_component_", "torchtune.models.%s.%s".formatted(family, builder));
    if (!run.full()) {
      adapter(model);
    }
    model.put("vocab_size", config.vocabulary());
    model.put("num_layers", config.layers());
    model.put("num_heads", config.heads());
    model.put("num_kv_heads", config.keyValueHeads());
    model.put("embed_dim", config.hidden());
    model.put("intermediate_dim", config.intermediate());
    model.put("max_seq_len", config.positions());
    model.put("norm_eps", config.epsilon());
    model.put("rope_base", whole(config.theta()));
    if (config.rotaryScaling() instanceof RotaryScaling.Llama3 scaling) {
      model.put("scale_factor", whole(scaling.factor()));
    }
    return model;
  }

  /// Builders declare these as whole numbers.
  private static Object whole(double number) {
    return number == Math.rint(number) ? (Object) (long) number : (Object) number;
  }

  private void adapter(Map<String, Object> model) {
    List<String> named = run.values().list(Setting.LORA_TARGETS);
    boolean all = named.contains(LoraSettings.ALL_LINEAR);
    List<String> attention = new ArrayList<>();
    for (String name : List.of("q_proj", "k_proj", "v_proj", "o_proj")) {
      if (all || named.contains(name)) {
        attention.add(ATTENTION.getOrDefault(name, name));
      }
    }
    model.put("lora_attn_modules", attention);
    model.put("apply_lora_to_mlp", all || feedForward(named));
    model.put("apply_lora_to_output", named.contains("lm_head"));
    model.put("lora_rank", run.number(Setting.LORA_RANK));
    model.put("lora_alpha", alpha());
    model.put("lora_dropout", run.number(Setting.LORA_DROPOUT));
    model.put("quantize_base", run.fourBits());
  }

  private static boolean feedForward(List<String> named) {
    for (String name : named) {
      if (!ATTENTION.containsKey(name) && !FEED_FORWARD.contains(name) && !name.equals("lm_head")) {
        throw refused("puts adapters on all layers alike, and cannot on %s alone".formatted(name));
      }
    }
    long found = FEED_FORWARD.stream().filter(named::contains).count();
    if (found > 0 && found < FEED_FORWARD.size()) {
      throw refused(
          "puts adapters on gate_proj, up_proj and down_proj together: name all three in"
              + " lora-targets, or none");
    }
    return found > 0;
  }

  /// Where an adapter counts by the square root of its rank, the alpha with which it counts so by
  /// its rank.
  private Object alpha() {
    return run.flag(Setting.LORA_RANK_STABILISED)
        ? (Object) (run.decimal(Setting.LORA_ALPHA) * Math.sqrt(run.decimal(Setting.LORA_RANK)))
        : run.number(Setting.LORA_ALPHA);
  }
}
