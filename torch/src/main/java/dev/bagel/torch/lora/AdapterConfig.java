package dev.bagel.torch.lora;

import dev.bagel.torch.model.ModelFolder;
import dev.bagel.torch.model.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// PEFT's adapter_config.json, of an adapter of kind LORA. Of its settings those are known that say
/// how an adapter is made, or nothing of it; any other is refused where it says something.
///
/// @param base the folder of the base, or its name on the hub, or nothing
record AdapterConfig(
    Settings settings, String base, int rank, double alpha, boolean rankStabilised) {
  static final String FILE = "adapter_config.json";

  private static final String INSTEAD = "let PEFT merge it into its base, and take the whole model";
  private static final String TARGETS = "target_modules";

  private static final Set<String> KNOWN =
      Set.of(
          "peft_type",
          "task_type",
          "base_model_name_or_path",
          "r",
          "lora_alpha",
          TARGETS,
          "use_rslora",
          "bias",
          "init_lora_weights");

  /// What they say changes no number.
  private static final Set<String> PASSED_OVER =
      Set.of(
          "auto_mapping",
          "inference_mode",
          "lora_dropout",
          "revision",
          "peft_version",
          "megatron_core",
          "eva_config",
          "runtime_config",
          "qalora_group_size");

  private static final List<String> ABSENT =
      List.of(
          "auto_mapping",
          "layer_replication",
          "layers_pattern",
          "layers_to_transform",
          "megatron_config",
          "modules_to_save",
          "revision");

  /// Ways to begin that leave the base as it is. The others change it.
  private static final Set<String> BEGINNINGS = Set.of("gaussian", "eva", "orthogonal");

  static AdapterConfig read(Path folder) {
    Settings settings = Settings.read(folder.resolve(FILE), "name an adapter's folder");
    settings.only("peft_type", "LORA");
    settings.only("task_type", "CAUSAL_LM");
    settings.only("bias", "none");
    requireBeginning(settings);
    for (String name : settings.object().propertyNames()) {
      if (!KNOWN.contains(name) && !PASSED_OVER.contains(name) && says(settings.node(name))) {
        throw settings.unsupported(name, INSTEAD);
      }
    }
    return new AdapterConfig(
        settings,
        settings.node("base_model_name_or_path").asString(""),
        settings.size("r"),
        settings.positive("lora_alpha", 8),
        settings.flag("use_rslora"));
  }

  private static void requireBeginning(Settings settings) {
    JsonNode beginning = settings.node("init_lora_weights");
    if (beginning.isString() && !BEGINNINGS.contains(beginning.asString())) {
      throw settings.unsupported("init_lora_weights", INSTEAD);
    }
  }

  private static boolean says(JsonNode value) {
    return !value.isNull() && !(value.isBoolean() && !value.asBoolean()) && !isEmpty(value);
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainer() ? value.isEmpty() : value.isString() && value.asString().isEmpty();
  }

  /// Which matrices of a base it changes.
  Map<String, Target> targets(ModelFolder model) {
    JsonNode names = settings.node(TARGETS);
    Map<String, Target> targets = targets(names, model);
    if (targets.isEmpty()) {
      throw settings.unsupported(
          TARGETS, "%s has no such module: name the base that it is for".formatted(model.folder()));
    }
    return targets;
  }

  private Map<String, Target> targets(JsonNode names, ModelFolder model) {
    if (names.isString()) {
      try {
        return Targets.matching(names.asString(), model);
      } catch (PatternSyntaxException _) {
        throw settings.unsupported(TARGETS, INSTEAD);
      }
    }
    if (!names.isArray() || names.isEmpty() || !names.valueStream().allMatch(JsonNode::isString)) {
      throw settings.wrong(TARGETS, "a list of names of modules");
    }
    return Targets.listed(names.valueStream().map(JsonNode::asString).toList(), model);
  }

  double scale() {
    return LoraSettings.scale(rank, alpha, rankStabilised);
  }

  /// The settings that PEFT 0.10 has, which later versions read, too: they fill in what came after
  /// it, but older ones refuse what they do not know.
  static Map<String, Object> written(LoraSettings settings, Set<String> weights, Path base) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("peft_type", "LORA");
    all.put("task_type", "CAUSAL_LM");
    all.put("base_model_name_or_path", base.toAbsolutePath().normalize().toString());
    all.put("r", settings.rank());
    all.put("lora_alpha", plain(settings.alpha()));
    all.put("lora_dropout", settings.dropout());
    all.put(TARGETS, names(settings.targets(), weights));
    all.put("use_rslora", settings.rankStabilised());
    all.put("bias", "none");
    all.put("inference_mode", true);
    all.put("init_lora_weights", true);
    all.put("use_dora", false);
    all.put("fan_in_fan_out", false);
    all.put("rank_pattern", Map.of());
    all.put("alpha_pattern", Map.of());
    all.put("loftq_config", Map.of());
    for (String name : ABSENT) {
      all.put(name, null);
    }
    all.put("megatron_core", "megatron.core");
    return all;
  }

  /// Whole numbers as such, which is how PEFT has them.
  private static Number plain(double number) {
    return number == Math.rint(number) && number < 1e9 ? (Number) (long) number : number;
  }

  /// `all-linear` means fewer modules here than to PEFT, so they are listed.
  private static List<String> names(List<String> targets, Set<String> weights) {
    return targets.contains(LoraSettings.ALL_LINEAR) ? Targets.shortNames(weights) : targets;
  }
}
