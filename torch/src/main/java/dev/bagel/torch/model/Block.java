package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// One layer: attention, then feed-forward, each on the normed stream and added to it.
record Block(Norm before, Attention attention, Norm between, FeedForward feedForward) {
  Tensor forward(Tensor hidden, Step step, KeyValueCache.@Nullable Layer cache, Routing routing) {
    return Scoped.result(
        () -> {
          Tensor seen = hidden.add(attention.forward(before.apply(hidden), step, cache));
          return seen.add(feedForward.forward(between.apply(seen), routing));
        });
  }
}
