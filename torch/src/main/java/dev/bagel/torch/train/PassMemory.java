package dev.bagel.torch.train;

import dev.bagel.torch.model.ModelConfig;
import dev.bagel.torch.model.Precision;

/// What a pass forward and back holds in memory, about. Its constants were measured on runs of
/// models of 20 to 30 million numbers, which it met within a tenth.
///
/// @param tokens of the pass
/// @param converted numbers of weights that are made anew in each pass, in its precision, and kept
///   until it is back
/// @param outputs of adapters, for a token, in all layers
record PassMemory(
    ModelConfig config, Precision precision, long tokens, long converted, long outputs) {
  /// Numbers that a block keeps for each token, in widths of the stream and of the feed-forward
  /// layer: what goes into norms, attention and products.
  private static final int STREAMS = 9;

  private static final int INNER = 4;

  /// Queries, keys, values and what is seen, in widths of all heads.
  private static final int ATTENTION = 4;

  /// What is there while one block is worked on, in what it keeps: steps in between, gradients.
  private static final int WORK = 2;

  /// Logits, their logarithms, and gradients of both.
  private static final int LOGITS = 4;

  /// @param checkpointing whether blocks are computed again, one after the other
  long bytes(boolean checkpointing) {
    long type =
        switch (precision) {
          case F32 -> Float.BYTES;
          case BF16 -> Short.BYTES;
        };
    long layers = config.layers();
    long weights = converted * type / layers;
    long block = tokens * (block() + outputs / layers) * type + attention();
    long stream = tokens * config.hidden() * type;
    long kept = checkpointing ? block + weights + layers * stream : layers * (block + weights);
    return kept + WORK * block + tokens * config.vocabulary() * LOGITS * Float.BYTES;
  }

  private long block() {
    long experts = config.experts().map(ModelConfig.Experts::perToken).orElse(1);
    return STREAMS * (long) config.hidden() + INNER * experts * config.intermediate();
  }

  /// Attention is in single precision in any case: copies of what comes in half.
  private long attention() {
    long heads = (long) config.heads() * config.headSize();
    return precision == Precision.F32 ? 0 : tokens * ATTENTION * heads * Float.BYTES;
  }
}
