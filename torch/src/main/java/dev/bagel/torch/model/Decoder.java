package dev.bagel.torch.model;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// The decoder of Llama, Mistral and Mixtral: ids to logits. It owns no tensor and holds no state,
/// so that threads may share it; its results belong to the pointer scope around the call.
final class Decoder {
  /// No reduction, in libtorch's numbering: a loss for each token.
  private static final long EACH = 0;

  private final ModelConfig config;
  private final Precision precision;
  private final Tensor embedding;
  private final List<Block> blocks;
  private final Norm norm;
  private final Linear head;
  private final Rotary rotary;

  /// @param precision that it computes in, whatever its weights are
  Decoder(ModelConfig config, DecoderWeights weights, Precision precision) {
    DecoderParts parts = new DecoderParts(config, weights);
    this.config = config;
    this.precision = precision;
    this.embedding = parts.embedding();
    this.blocks = parts.blocks();
    this.norm = parts.norm();
    this.head = parts.head();
    this.rotary = new Rotary(config.rotaryScaling().frequencies(config.theta(), config.headSize()));
  }

  List<Block> blocks() {
    return blocks;
  }

  /// What the largest of a block's products takes, as of [Libtorch#alone].
  long products(long tokens) {
    return tokens * config.hidden() * config.intermediate();
  }

  /// Logits `[batch, length, vocabulary]` of ids `[batch, length]`.
  Tensor logits(Tensor ids, Routing routing) {
    return Scoped.result(() -> head.apply(norm.apply(hidden(ids, null, routing))));
  }

  /// Logits `[batch, vocabulary]` of the last position, when `cache` has those before these ids.
  Tensor next(Tensor ids, KeyValueCache cache) {
    return Scoped.result(
        () -> {
          Tensor hidden = hidden(ids, cache, new Routing.Forgotten());
          return head.apply(norm.apply(hidden.select(1, ids.size(1) - 1)));
        });
  }

  /// Where the stream `[batch, length, width]` through the blocks begins.
  Tensor embedded(Tensor ids) {
    return torch.embedding(embedding, ids).toType(precision.scalar());
  }

  /// What all blocks share in a pass over the batch.
  Step step(LearningBatch batch) {
    int longest = Collections.max(batch.lengths());
    Rotary.Turn turn = rotary.at(0, longest, precision.scalar()).at(batch.positions());
    return Step.of(turn, batch, config);
  }

  /// The negative logarithms of the probabilities of a batch's learnt tokens `[learnt]`, in single
  /// precision. Logits are computed where something is learnt, and nowhere else.
  ///
  /// @param hidden behind the last block
  Tensor losses(Tensor hidden, LearningBatch batch) {
    return Scoped.result(
        () -> {
          Tensor told = hidden.reshape(-1, hidden.size(-1)).index_select(0, batch.before());
          Tensor logits = head.apply(norm.apply(told)).toType(ScalarType.Float);
          return torch.cross_entropy_loss(
              logits, batch.targets(), new TensorOptional(), EACH, LabelledRow.IGNORED, 0);
        });
  }

  private Tensor hidden(Tensor ids, @Nullable KeyValueCache cache, Routing routing) {
    int length = Math.toIntExact(ids.size(1));
    Libtorch.alone(products(ids.numel()));
    Span span = new Span(cache == null ? 0 : cache.length(), length, config.window());
    Sight sight = Sight.of(Math.toIntExact(ids.size(0)), span);
    Step step = Step.of(rotary.at(span.past(), length, precision.scalar()), sight);
    Tensor hidden = embedded(ids);
    for (int layer = 0; layer < blocks.size(); layer++) {
      var kept = cache == null ? null : cache.layer(layer);
      hidden = blocks.get(layer).forward(hidden, step, kept, routing);
    }
    if (cache != null) {
      cache.advance(length);
    }
    return hidden;
  }
}
