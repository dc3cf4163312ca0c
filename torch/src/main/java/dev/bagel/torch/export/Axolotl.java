package dev.bagel.torch.export;

import dev.bagel.BagelException;
import dev.bagel.torch.lora.LoraSettings;
import dev.bagel.torch.model.Architecture;
import dev.bagel.torch.train.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run as axolotl has it: one YAML file, and one for DeepSpeed.
final class Axolotl implements Layout {
  private static final String DEEPSPEED = "deepspeed.json";

  private final ExportedRun run;

  Axolotl(ExportedRun run) {
    this.run = run;
    if (run.values().given(Setting.REFERENCE)) {
      throw BagelException.user(
          "axolotl compares with the model at the start: leave reference empty to export the run");
    }
  }

  @Override
  public Map<String, @Nullable Object> configuration(ExportCounts counts) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("base_model", run.model());
    if (run.config().architecture() == Architecture.MIXTRAL) {
      all.put("overrides_of_model_config", Map.of("output_router_logits", true));
    }
    all.putAll(data(counts));
    all.putAll(adapter());
    all.putAll(steps(counts));
    all.putAll(optimiser());
    all.put("bf16", run.halfPrecision());
    all.put("fp16", false);
    all.put("tf32", false);
    all.put(run.halfPrecision() ? "flash_attention" : "sdp_attention", true);
    all.put("gradient_checkpointing", run.flag(Setting.GRADIENT_CHECKPOINTING));
    if (run.flag(Setting.GRADIENT_CHECKPOINTING)) {
      all.put("gradient_checkpointing_kwargs", Map.of("use_reentrant", false));
    }
    all.put("deepspeed", DEEPSPEED);
    all.put("seed", run.values().whole(Setting.SEED, Long.MIN_VALUE));
    all.put("output_dir", "trained");
    return all;
  }

  private Map<String, @Nullable Object> data(ExportCounts counts) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    if (run.prefers()) {
      data.put("rl", "dpo");
      data.put("rl_beta", run.number(Setting.BETA));
      data.put("max_prompt_len", run.number(Setting.MAX_TOKENS));
    }
    data.put("datasets", List.of(rows(ExportedRows.TRAIN)));
    if (counts.heldOut() > 0) {
      data.put("test_datasets", List.of(rows(ExportedRows.HELD_OUT)));
    }
    data.put("val_set_size", 0);
    data.put("dataset_prepared_path", "prepared");
    data.put("sequence_len", run.number(Setting.MAX_TOKENS));
    data.put("sample_packing", packs());
    if (packs()) {
      data.put("eval_sample_packing", false);
      data.put("pad_to_sequence_len", true);
    }
    return data;
  }

  private Map<String, @Nullable Object> rows(String file) {
    Map<String, @Nullable Object> rows = new LinkedHashMap<>();
    rows.put("path", file);
    rows.put("ds_type", "json");
    rows.put("split", "train");
    rows.put("type", run.prefers() ? texts() : null); // null: rows are tokens already
    return rows;
  }

  private static Map<String, Object> texts() {
    Map<String, Object> texts = new LinkedHashMap<>();
    for (String part : List.of("prompt", "chosen", "rejected")) {
      texts.put("field_" + part, part);
    }
    for (String part : List.of("prompt", "chosen", "rejected")) {
      texts.put(part + "_format", "{" + part + "}");
    }
    return texts;
  }

  private boolean packs() {
    return run.packs() && run.halfPrecision();
  }

  private Map<String, Object> adapter() {
    Map<String, Object> adapter = new LinkedHashMap<>();
    if (run.full()) {
      return adapter;
    }
    adapter.put("adapter", run.text(Setting.TUNING));
    adapter.put("load_in_4bit", run.fourBits());
    adapter.put("lora_r", run.number(Setting.LORA_RANK));
    adapter.put("lora_alpha", run.number(Setting.LORA_ALPHA));
    adapter.put("lora_dropout", run.number(Setting.LORA_DROPOUT));
    adapter.put("lora_target_modules", targets());
    if (run.flag(Setting.LORA_RANK_STABILISED)) {
      adapter.put("peft_use_rslora", true);
    }
    return adapter;
  }

  /// By their names, since `all-linear` of the tools means routers too.
  private List<String> targets() {
    List<String> named = run.values().list(Setting.LORA_TARGETS);
    if (!named.contains(LoraSettings.ALL_LINEAR)) {
      return named;
    }
    List<String> all = new ArrayList<>(List.of("q_proj", "k_proj", "v_proj", "o_proj"));
    all.addAll(
        run.config().architecture() == Architecture.MIXTRAL
            ? List.of("w1", "w2", "w3")
            : List.of("gate_proj", "up_proj", "down_proj"));
    named.stream()
        .filter(name -> !name.equals(LoraSettings.ALL_LINEAR) && !all.contains(name))
        .forEach(all::add);
    return all;
  }

  private Map<String, Object> steps(ExportCounts counts) {
    Map<String, Object> steps = new LinkedHashMap<>();
    steps.put("micro_batch_size", run.pass());
    steps.put("gradient_accumulation_steps", run.passes());
    steps.put("num_epochs", run.number(Setting.EPOCHS));
    if (run.decimal(Setting.STEPS) > 0) {
      steps.put("max_steps", run.number(Setting.STEPS));
    }
    if (counts.heldOut() > 0) {
      boolean counted = run.decimal(Setting.EVALUATE_EVERY) > 0;
      steps.put(
          counted ? "eval_steps" : "evals_per_epoch",
          counted ? run.number(Setting.EVALUATE_EVERY) : 1);
    }
    steps.put("save_steps", run.number(Setting.SAVE_EVERY));
    steps.put("save_total_limit", run.number(Setting.KEEP));
    steps.put("logging_steps", 1);
    return steps;
  }

  private Map<String, Object> optimiser() {
    Map<String, Object> optimiser = new LinkedHashMap<>();
    optimiser.put("optimizer", "adamw_torch");
    optimiser.put("adam_beta1", run.number(Setting.BETA1));
    optimiser.put("adam_beta2", run.number(Setting.BETA2));
    optimiser.put("adam_epsilon", run.number(Setting.EPSILON));
    optimiser.put("learning_rate", run.number(Setting.RATE));
    String shape = run.text(Setting.SCHEDULE);
    optimiser.put("lr_scheduler", shape.equals("constant") ? "constant_with_warmup" : shape);
    boolean share = run.decimal(Setting.WARMUP) < 1;
    optimiser.put(share ? "warmup_ratio" : "warmup_steps", run.number(Setting.WARMUP));
    optimiser.put("weight_decay", run.number(Setting.WEIGHT_DECAY));
    // 0 would mean the tool's own limit, and not none
    boolean clips = run.decimal(Setting.CLIP) > 0;
    optimiser.put("max_grad_norm", clips ? run.number(Setting.CLIP) : 999_999);
    if (run.decimal(Setting.NEFTUNE) > 0) {
      optimiser.put("neftune_noise_alpha", run.number(Setting.NEFTUNE));
    }
    return optimiser;
  }

  @Override
  public Map<String, String> files() {
    return Map.of(DEEPSPEED, DeepSpeed.json(run));
  }

  @Override
  public RowForm rows() {
    return new RowForm.Text(run.tokenizer());
  }

  @Override
  public String fate(Setting setting) {
    return new AxolotlFates(run).of(setting);
  }

  @Override
  public String commands() {
    String preprocess = run.prefers() ? "" : "axolotl preprocess config.yaml --debug\n";
    String train =
        "accelerate launch --num_processes "
            + run.devices()
            + " -m axolotl.cli.train config.yaml\n";
    return preprocess + train + (run.full() ? "" : "axolotl merge-lora config.yaml\n");
  }

  @Override
  public List<String> remarks() {
    return new AxolotlFates(run).remarks();
  }
}
