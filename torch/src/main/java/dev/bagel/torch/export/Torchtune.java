package dev.bagel.torch.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import dev.bagel.torch.train.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run as torchtune has it: a recipe's configuration, and a Python module with the parts that
/// hand it tokens as they are.
final class Torchtune implements Layout {
  private static final String MODULE = "bagel_parts";
  private static final String COMPONENT = "_component_";

  private final ExportedRun run;
  private final TorchtuneModel model;

  Torchtune(ExportedRun run) {
    this.run = run;
    this.model = TorchtuneModel.of(run);
    if (run.prefers() && run.full()) {
      throw BagelException.user(
          "dpo is exported to torchtune's lora_dpo_distributed, which trains an adapter: set tuning"
              + " to lora or qlora");
    }
    if (run.values().given(Setting.REFERENCE)) {
      throw BagelException.user(
          "torchtune compares with the model under its adapter: leave reference empty to export the"
              + " run");
    }
    if (run.decimal(Setting.STEPS) > 0 && run.decimal(Setting.EPOCHS) > 1) {
      throw BagelException.user(
          "torchtune limits the steps of each epoch, not of all: set steps with epochs=1, or epochs"
              + " alone");
    }
    if (run.model().contains("${")) {
      throw BagelException.user(
          "torchtune would take ${ in %s for a variable: name a link to that folder"
              .formatted(run.model()));
    }
  }

  private String recipe() {
    return run.prefers()
        ? "lora_dpo_distributed"
        : run.full() ? "full_finetune_distributed" : "lora_finetune_distributed";
  }

  @Override
  public Map<String, @Nullable Object> configuration(ExportCounts counts) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("output_dir", "trained");
    all.put("model", model.component());
    all.put("checkpointer", checkpointer());
    all.put("resume_from_checkpoint", false);
    all.put("tokenizer", padding());
    all.put("dataset", rows(ExportedRows.TRAIN, run.packs()));
    all.put("shuffle", true);
    if (counts.heldOut() > 0 && !run.prefers()) {
      all.put("dataset_val", rows(ExportedRows.HELD_OUT, false));
      all.put("batch_size_val", run.pass());
      all.put("run_val_every_n_steps", evaluateEvery(counts));
    }
    all.putAll(steps());
    all.put("loss", loss());
    all.put("device", "cuda");
    all.put("dtype", run.halfPrecision() ? "bf16" : "fp32");
    all.put("enable_activation_checkpointing", run.flag(Setting.GRADIENT_CHECKPOINTING));
    all.put("enable_activation_offloading", false);
    all.put("compile", false);
    all.put("seed", run.values().whole(Setting.SEED, Long.MIN_VALUE));
    all.put(
        "metric_logger",
        part("torchtune.training.metric_logging.DiskLogger", Map.of("log_dir", "trained/logs")));
    all.put("log_every_n_steps", 1);
    all.put("log_peak_memory_stats", true);
    return all;
  }

  private static Map<String, Object> part(String component, Map<String, Object> values) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put(COMPONENT, component);
    part.putAll(values);
    return part;
  }

  private Map<String, @Nullable Object> checkpointer() {
    Map<String, @Nullable Object> checkpointer = new LinkedHashMap<>();
    checkpointer.put(COMPONENT, "torchtune.training.FullModelHFCheckpointer");
    checkpointer.put("checkpoint_dir", run.model());
    checkpointer.put("checkpoint_files", weights(Path.of(run.model())));
    checkpointer.put("recipe_checkpoint", null);
    checkpointer.put("output_dir", "trained");
    checkpointer.put("model_type", model.checkpointType());
    return checkpointer;
  }

  private static List<String> weights(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".safetensors"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw BagelException.user("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  /// Recipes ask a tokenizer for no more than this when rows are tokens.
  private Map<String, Object> padding() {
    Map<String, Object> padding = new LinkedHashMap<>();
    padding.put("pad_id", run.tokenizer().eos().map(eos -> eos.id()).orElse(0));
    padding.put("max_seq_len", run.number(Setting.MAX_TOKENS));
    return part(MODULE + ".Padding", padding);
  }

  private Map<String, Object> rows(String file, boolean packed) {
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("file", file);
    rows.put("packed", packed);
    return part(MODULE + (run.prefers() ? ".pairs" : ".rows"), rows);
  }

  private Object evaluateEvery(ExportCounts counts) {
    return run.decimal(Setting.EVALUATE_EVERY) > 0
        ? run.number(Setting.EVALUATE_EVERY)
        : Math.max(1, counts.rows() / (run.pass() * run.passes() * run.devices()));
  }

  private Map<String, @Nullable Object> steps() {
    Map<String, @Nullable Object> steps = new LinkedHashMap<>();
    steps.put("batch_size", run.pass());
    steps.put("gradient_accumulation_steps", run.passes());
    steps.put("epochs", run.number(Setting.EPOCHS));
    steps.put(
        "max_steps_per_epoch", run.decimal(Setting.STEPS) > 0 ? run.number(Setting.STEPS) : null);
    Map<String, Object> optimiser = new LinkedHashMap<>();
    optimiser.put("lr", run.number(Setting.RATE));
    optimiser.put("betas", List.of(run.number(Setting.BETA1), run.number(Setting.BETA2)));
    optimiser.put("eps", run.number(Setting.EPSILON));
    optimiser.put("weight_decay", run.number(Setting.WEIGHT_DECAY));
    steps.put("optimizer", part("torch.optim.AdamW", optimiser));
    if (run.full()) {
      steps.put("optimizer_in_bwd", false);
    }
    Map<String, Object> schedule = new LinkedHashMap<>();
    schedule.put("shape", run.text(Setting.SCHEDULE));
    schedule.put("warmup", run.number(Setting.WARMUP));
    steps.put("lr_scheduler", part(MODULE + ".schedule", schedule));
    boolean clips = run.decimal(Setting.CLIP) > 0;
    steps.put("clip_grad_norm", clips ? run.number(Setting.CLIP) : null);
    return steps;
  }

  private Map<String, Object> loss() {
    return run.prefers()
        ? part("torchtune.rlhf.loss.DPOLoss", Map.of("beta", run.number(Setting.BETA)))
        : part("torchtune.modules.loss.CEWithChunkedOutputLoss", Map.of());
  }

  @Override
  public Map<String, String> files() {
    String file = MODULE + ".py";
    try (InputStream in = Torchtune.class.getResourceAsStream(file)) {
      return Map.of(file, new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw BagelException.internal("cannot read the export's part " + file, e);
    }
  }

  @Override
  public RowForm rows() {
    return new RowForm.Tokens();
  }

  @Override
  public String fate(Setting setting) {
    return new TorchtuneFates(run).of(setting);
  }

  @Override
  public String commands() {
    return "PYTHONPATH=. tune run --nproc_per_node "
        + run.devices()
        + " "
        + recipe()
        + " --config config.yaml\n";
  }

  @Override
  public List<String> remarks() {
    return new TorchtuneFates(run).remarks();
  }
}
