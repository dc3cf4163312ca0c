package dev.bagel.torch.export;

import dev.bagel.torch.train.Setting;
import java.util.ArrayList;
import java.util.List;

/// What becomes of each setting in torchtune.
record TorchtuneFates(ExportedRun run) {
  private static final String ROWS = "done: the rows are so";
  private static final String NONE = "**nothing is like it**";

  String of(Setting setting) {
    return switch (setting) {
      case MODEL -> "`checkpointer`, and its shape in `model`";
      case DATA, OVER, BOUNDARY, CHAT_TEMPLATE, DATE -> ROWS;
      case OUT -> "this folder; the model: `output_dir`";
      case PRECISION -> run.halfPrecision() ? "`dtype: bf16`; see below" : "`dtype: fp32`";
      case TUNING -> "the recipe, and `model`";
      case FREEZE -> "nothing is frozen";
      case LORA_RANK -> run.full() ? "no adapter" : "`lora_rank`";
      case LORA_ALPHA -> run.full() ? "no adapter" : "`lora_alpha`";
      case LORA_DROPOUT -> run.full() ? "no adapter" : "`lora_dropout`";
      case LORA_TARGETS ->
          run.full()
              ? "no adapter"
              : "`lora_attn_modules`, `apply_lora_to_mlp`, `apply_lora_to_output`";
      case LORA_RANK_STABILISED ->
          run.full() ? "no adapter" : "in `lora_alpha`, which is made to give the same factor";
      case MERGE -> run.full() ? "no adapter" : "the recipe writes both, always";
      case MAX_TOKENS -> "`tokenizer.max_seq_len`; no row is longer";
      case PACKING ->
          run.prefers() ? "pairs are never packed" : "`packed`; by torchtune's own choice of rows";
      case HELD_OUT ->
          run.prefers()
              ? NONE + " in the recipe: the pairs lie in `held-out.jsonl`"
              : "`dataset_val`: the same rows; recipes before 0.6 do not read it";
      case BATCH, MICRO_BATCH, PROCESSES ->
          "`batch_size`, `gradient_accumulation_steps`, and the devices";
      case EPOCHS -> "`epochs`";
      case STEPS -> "`max_steps_per_epoch`";
      case RATE -> "`optimizer.lr`";
      case SCHEDULE -> "`lr_scheduler.shape`: the same rates";
      case WARMUP -> "`lr_scheduler.warmup`";
      case WEIGHT_DECAY ->
          "`optimizer.weight_decay`"
              + (run.decimal(setting) > 0 ? "; of norms too, and not of matrices alone" : "");
      case CLIP -> "`clip_grad_norm`";
      case BETA1, BETA2 -> "`optimizer.betas`";
      case EPSILON -> "`optimizer.eps`";
      case NEFTUNE -> run.decimal(setting) > 0 ? NONE + ": no noise is added" : "none";
      case GRADIENT_CHECKPOINTING -> "`enable_activation_checkpointing`";
      case BETA -> run.prefers() ? "`loss.beta`" : "of dpo only";
      case REFERENCE -> run.prefers() ? "the model under its adapter" : "of dpo only";
      case SEED -> "`seed`; what it gives is another order and other noise";
      case EVALUATE_EVERY -> run.prefers() ? NONE : "`run_val_every_n_steps`";
      case SAVE_EVERY -> NONE + ": recipes save at the end of each epoch";
      case KEEP -> NONE + ": recipes keep all";
      case SAVE_TYPE -> NONE + ": recipes save what they compute in";
      case IGNORE_MEMORY -> NONE + ": nothing is estimated";
    };
  }

  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "`bagel_parts.py` hands the recipe the rows as tokens, and takes the tokenizer's place:"
            + " torchtune reads no pretokenised rows by itself. Masks are kept as they are.");
    remarks.add(
        "Weights, gradients and the optimiser's state are divided among the devices by FSDP, which"
            + " these recipes always do.");
    if (run.halfPrecision() && run.full()) {
      remarks.add(
          "With `dtype: bf16`, torchtune holds weights and moments in bf16, too; Bagel has what it"
              + " learns in f32. Small rates lose updates there: take `fp32` where memory allows.");
    }
    remarks.add(
        run.prefers()
            ? "The names in `_component_` are those of torchtune 0.6."
            : "The names in `_component_` are those of torchtune 0.6; later versions have"
                + " `LinearCrossEntropyLoss` in place of `CEWithChunkedOutputLoss`.");
    if (run.config().window().isPresent()) {
      remarks.add(
          "The model's sliding window is longer than any row, so that torchtune's full attention is"
              + " the same.");
    }
    return remarks;
  }
}
