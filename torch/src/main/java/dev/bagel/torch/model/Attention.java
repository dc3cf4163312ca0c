package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Grouped-query attention (arXiv 2305.13245) with rotary positions.
record Attention(Linear query, Linear key, Linear value, Linear output, int headSize) {
  /// @param hidden `[batch, length, width]`; the result is of the same shape
  Tensor forward(Tensor hidden, Step step, KeyValueCache.@Nullable Layer cache) {
    Tensor queries = step.turn().apply(heads(hidden, query)).transpose(1, 2);
    Tensor keys = step.turn().apply(heads(hidden, key)).transpose(1, 2);
    Tensor values = heads(hidden, value).transpose(1, 2);
    if (cache != null) {
      keys = cache.keys(keys, step.span());
      values = cache.values(values, step.span());
    }
    Tensor seen = DotProducts.of(queries, step.seen(keys), step.seen(values), step);
    Tensor joined = seen.transpose(1, 2).reshape(hidden.size(0), hidden.size(1), query.outputs());
    return output.apply(joined);
  }

  private Tensor heads(Tensor hidden, Linear step) {
    return step.apply(hidden)
        .view(hidden.size(0), hidden.size(1), step.outputs() / headSize, headSize);
  }
}
