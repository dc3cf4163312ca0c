package dev.bagel.torch.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// The decoder of Llama, Mistral and Mixtral: ids to logits. It owns no tensor and holds no state,
/// so that threads may share it; its results belong to the pointer scope around the call.
final class Decoder {
  private final ModelConfig config;
  private final Tensor embedding;
  private final List<Block> blocks;
  private final Norm norm;
  private final Tensor head;
  private final Rotary rotary;

  Decoder(ModelConfig config, WeightTensors weights) {
    DecoderParts parts = new DecoderParts(config, weights);
    this.config = config;
    this.embedding = parts.embedding();
    this.blocks = parts.blocks();
    this.norm = parts.norm();
    this.head = parts.head();
    this.rotary = new Rotary(config.rotaryScaling().frequencies(config.theta(), config.headSize()));
  }

  /// Logits `[batch, length, vocabulary]` of ids `[batch, length]`.
  Tensor logits(Tensor ids, Routing routing) {
    return Scoped.result(() -> torch.linear(hidden(ids, null, routing), head));
  }

  /// Logits `[batch, vocabulary]` of the last position, when `cache` has those before these ids.
  Tensor next(Tensor ids, KeyValueCache cache) {
    return Scoped.result(
        () -> {
          Tensor hidden = hidden(ids, cache, new Routing.Forgotten());
          return torch.linear(hidden.select(1, ids.size(1) - 1), head);
        });
  }

  private Tensor hidden(Tensor ids, @Nullable KeyValueCache cache, Routing routing) {
    int length = Math.toIntExact(ids.size(1));
    Span span = new Span(cache == null ? 0 : cache.length(), length, config.window());
    Step step = Step.of(span, rotary.at(span.past(), length, embedding.scalar_type()));
    Tensor hidden = torch.embedding(embedding, ids);
    for (int layer = 0; layer < blocks.size(); layer++) {
      var kept = cache == null ? null : cache.layer(layer);
      hidden = blocks.get(layer).forward(hidden, step, kept, routing);
    }
    if (cache != null) {
      cache.advance(length);
    }
    return norm.apply(hidden);
  }
}
