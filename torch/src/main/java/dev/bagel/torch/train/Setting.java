package dev.bagel.torch.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be set about a training run: how it stands in a file and on the command line, what it
/// is where nobody says, and what it means.
public enum Setting {
  MODEL("", "folder of the model to begin with: config.json, safetensors, tokenizer"),
  DATA("", "a build's folder, a folder of parquet or JSON lines, or one file"),
  OUT("", "folder for the trained model and everything about the run"),
  PRECISION("f32", "what is computed in: f32 or bf16; what is learnt stays in f32"),
  TUNING("full", "what is learnt: full (the weights), lora, or qlora (lora on 4-bit weights)"),
  FREEZE("", "full: weights that stay as they are, by name, with * for anything"),
  LORA_RANK("16", "columns of an adapter"),
  LORA_ALPHA("32", "an adapter counts by alpha / rank"),
  LORA_DROPOUT("0", "share of an adapter's inputs left out at random"),
  LORA_TARGETS("all-linear", "matrices with an adapter, by name: q_proj, v_proj, w1 ..."),
  LORA_RANK_STABILISED("false", "true: an adapter counts by alpha / square root of rank"),
  MERGE("false", "lora: true writes the merged model too, to OUT/merged"),
  MAX_TOKENS(
      "",
      "the longest row, and the length of packed sequences; empty: 2048, or the model's positions"
          + " if fewer"),
  OVER("drop", "what becomes of longer rows: drop, or cut at the right"),
  PACKING("false", "true: short rows lie side by side in one sequence"),
  BOUNDARY("apart", "whether prompt and answer become tokens apart, as at inference, or joined"),
  CHAT_TEMPLATE("", "a file with the chat template for conversations; empty: the model's own"),
  DATE("", "the date that a chat template is told if it asks; empty: today"),
  HELD_OUT(
      "0.01",
      "rows of each source to judge by and not to learn from: below 1 a share, else a number"),
  BATCH("8", "sequences (dpo: pairs) in a step, on all devices together"),
  MICRO_BATCH(
      "",
      "sequences (dpo: pairs) in a pass, which threads share; memory grows with it; empty: 4, or as"
          + " many as batch has for each process"),
  EPOCHS("1", "how often all rows are seen"),
  STEPS("0", "steps at most; 0: as the epochs say"),
  RATE("", "the highest learning rate; empty: sft 2e-5, dpo 1e-6, ten times that with lora"),
  SCHEDULE("cosine", "how the rate goes after warm-up: constant, linear or cosine"),
  WARMUP("0.03", "steps on the way up to it; below 1: a share of all"),
  WEIGHT_DECAY("0", "of matrices, a step, times the rate"),
  CLIP("1", "the longest gradient of a step; 0: any"),
  BETA1("0.9", "AdamW's memory of gradients"),
  BETA2("0.999", "AdamW's memory of their squares"),
  EPSILON("1e-8", "AdamW's least divisor"),
  NEFTUNE("0", "alpha of the noise on embeddings; 0: none"),
  GRADIENT_CHECKPOINTING("", "true: less memory for a third more time; empty: true with qlora"),
  BETA("0.1", "dpo: how closely the model is held to its reference"),
  REFERENCE("", "dpo: folder of the reference; empty: the model at the start"),
  SEED("42", "of order, split, adapters, dropout and noise"),
  EVALUATE_EVERY("0", "steps between looks at held-out rows; 0: at the end of each epoch"),
  SAVE_EVERY("500", "steps between checkpoints; there is one at the end of each epoch too"),
  KEEP("2", "how many checkpoints stay"),
  SAVE_TYPE(
      "same", "numbers in the trained model's files: same (as the first model's), f32, bf16, f16"),
  PROCESSES("1", "processes on this machine that share each step"),
  IGNORE_MEMORY("false", "true: begins even where memory looks too small");

  private final String absent;
  private final String meaning;

  Setting(String absent, String meaning) {
    this.absent = absent;
    this.meaning = meaning;
  }

  /// As it is written: `lora-rank`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it is where nobody says.
  public String absent() {
    return absent;
  }

  public String meaning() {
    return meaning;
  }

  /// Whether the result depends on it.
  boolean decides() {
    return switch (this) {
      case OUT, KEEP, SAVE_EVERY, EVALUATE_EVERY, PROCESSES, IGNORE_MEMORY -> false;
      default -> true;
    };
  }

  /// Whether its values are numbers.
  boolean isNumber() {
    return switch (this) {
      case LORA_RANK,
          LORA_ALPHA,
          LORA_DROPOUT,
          MAX_TOKENS,
          HELD_OUT,
          BATCH,
          MICRO_BATCH,
          EPOCHS,
          STEPS,
          RATE,
          WARMUP,
          WEIGHT_DECAY,
          CLIP,
          BETA1,
          BETA2,
          EPSILON,
          NEFTUNE,
          BETA,
          SEED,
          EVALUATE_EVERY,
          SAVE_EVERY,
          KEEP,
          PROCESSES ->
          true;
      default -> false;
    };
  }

  static Optional<Setting> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }
}
