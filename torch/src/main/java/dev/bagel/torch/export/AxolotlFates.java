package dev.bagel.torch.export;

import dev.bagel.torch.model.Architecture;
import dev.bagel.torch.train.Setting;
import java.util.ArrayList;
import java.util.List;

/// What becomes of each setting in axolotl.
record AxolotlFates(ExportedRun run) {
  private static final String ROWS = "done: the rows are so";
  private static final String NONE = "**nothing is like it**";

  String of(Setting setting) {
    return switch (setting) {
      case MODEL -> "`base_model`";
      case DATA, OVER, BOUNDARY, CHAT_TEMPLATE, DATE -> ROWS;
      case OUT -> "this folder; the model: `output_dir`";
      case PRECISION -> run.halfPrecision() ? "`bf16`, and in `deepspeed.json`" : "`bf16: false`";
      case TUNING -> run.full() ? "no `adapter`" : "`adapter`, `load_in_4bit`";
      case FREEZE -> "nothing is frozen";
      case LORA_RANK, LORA_ALPHA, LORA_DROPOUT, LORA_TARGETS, LORA_RANK_STABILISED ->
          adapter(setting);
      case MERGE -> run.full() ? "no adapter" : "the last of the commands below, or not";
      case MAX_TOKENS -> "`sequence_len`; no row is longer";
      case PACKING -> packing();
      case HELD_OUT -> "`test_datasets`: the same rows";
      case BATCH, MICRO_BATCH, PROCESSES ->
          "`micro_batch_size`, `gradient_accumulation_steps`, and the devices";
      case EPOCHS -> "`num_epochs`";
      case STEPS -> run.decimal(setting) > 0 ? "`max_steps`" : "no `max_steps`";
      case RATE -> "`learning_rate`";
      case SCHEDULE -> "`lr_scheduler`; see below";
      case WARMUP -> run.decimal(setting) < 1 ? "`warmup_ratio`" : "`warmup_steps`";
      case WEIGHT_DECAY -> "`weight_decay`";
      case CLIP ->
          run.decimal(setting) > 0 ? "`max_grad_norm`" : "`max_grad_norm`, too long to be reached";
      case BETA1 -> "`adam_beta1`";
      case BETA2 -> "`adam_beta2`";
      case EPSILON -> "`adam_epsilon`";
      case NEFTUNE ->
          run.decimal(setting) > 0 ? "`neftune_noise_alpha`" : "no `neftune_noise_alpha`";
      case GRADIENT_CHECKPOINTING -> "`gradient_checkpointing`";
      case BETA -> run.prefers() ? "`rl_beta`" : "of dpo only";
      case REFERENCE -> run.prefers() ? "the model at the start" : "of dpo only";
      case SEED -> "`seed`; what it gives is another order and other noise";
      case EVALUATE_EVERY -> run.decimal(setting) > 0 ? "`eval_steps`" : "`evals_per_epoch: 1`";
      case SAVE_EVERY -> "`save_steps`; not at the end of each epoch";
      case KEEP -> "`save_total_limit`";
      case SAVE_TYPE -> NONE + ": axolotl saves what it computes in";
      case IGNORE_MEMORY -> NONE + ": nothing is estimated";
    };
  }

  private String adapter(Setting setting) {
    if (run.full()) {
      return "no adapter";
    }
    return switch (setting) {
      case LORA_RANK -> "`lora_r`";
      case LORA_ALPHA -> "`lora_alpha`";
      case LORA_DROPOUT -> "`lora_dropout`";
      case LORA_TARGETS -> "`lora_target_modules`, by name";
      default -> run.flag(setting) ? "`peft_use_rslora`" : "no `peft_use_rslora`";
    };
  }

  private String packing() {
    if (!run.flag(Setting.PACKING)) {
      return "`sample_packing`";
    }
    if (run.prefers()) {
      return "pairs are never packed";
    }
    return run.halfPrecision()
        ? "`sample_packing`; by axolotl's own choice of rows"
        : NONE
            + " in f32: rows are kept apart by flash attention, which has no f32. They are not"
            + " packed";
  }

  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        run.prefers()
            ? "axolotl takes pairs as text, and TRL makes tokens of them: special tokens by their"
                + " names, no BOS in front, one EOS behind each answer."
            : "The rows are tokens already (`type:` is empty), with -100 for what is not learnt."
                + " axolotl adds and masks nothing; the rows have no other columns, since none"
                + " are allowed.");
    remarks.add(
        "In warm-up, each step has the rate of Bagel's step before, and the first has 0; behind it,"
            + " rates are the same. A share of steps is rounded up.");
    remarks.add(
        "Whether the loss of a step is the mean over all its learnt tokens, as in Bagel, or a mean"
            + " of means of passes and devices, depends on the version of transformers. Several"
            + " passes a step and rows of unlike length make a difference there.");
    remarks.add(
        "DeepSpeed's stage "
            + DeepSpeed.stage(run)
            + " divides "
            + (run.fourBits()
                ? "the optimiser's state alone: each device holds all weights, in four bits."
                : "weights, gradients and the optimiser's state among the devices."));
    if (run.halfPrecision() && run.full()) {
      remarks.add(
          "What is learnt stays in f32 under DeepSpeed's bf16, as in Bagel. Without `deepspeed`,"
              + " axolotl would hold it in bf16.");
    }
    if (run.config().architecture() == Architecture.MIXTRAL) {
      remarks.add(
          "`output_router_logits` brings in the router's auxiliary loss, times"
              + " `router_aux_loss_coef` of the model's own config.json. The experts' names (w1,"
              + " w2, w3) are those of transformers 4; from 5 on, experts lie in one tensor, and"
              + " adapters find no modules of these names. ZeRO 3 must take a block of experts for"
              + " one leaf, which axolotl is to do for Mixtral by itself.");
    }
    return remarks;
  }
}
