package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Grouped-query attention (arXiv 2305.13245) with rotary positions.
record Attention(Linear query, Linear key, Linear value, Linear output, int headSize) {
  /// @param hidden `[batch, length, width]`; the result is of the same shape
  Tensor forward(Tensor hidden, Step step, KeyValueCache.@Nullable Layer cache) {
    Tensor queries = step.turn().apply(heads(hidden, query));
    Tensor keys = step.turn().apply(heads(hidden, key));
    Tensor values = heads(hidden, value);
    Tensor seen =
        cache == null
            ? step.attend(queries, keys, values)
            : behind(cache, step.sights().getFirst(), queries, keys, values);
    return output.apply(seen.reshape(hidden.size(0), hidden.size(1), query.outputs()));
  }

  /// What new positions see of themselves and of those in the cache.
  private static Tensor behind(
      KeyValueCache.Layer cache, Sight sight, Tensor queries, Tensor keys, Tensor values) {
    Tensor allKeys = sight.seen(cache.keys(keys.transpose(1, 2), sight.span()));
    Tensor allValues = sight.seen(cache.values(values.transpose(1, 2), sight.span()));
    return DotProducts.of(queries.transpose(1, 2), allKeys, allValues, sight).transpose(1, 2);
  }

  private Tensor heads(Tensor hidden, Linear step) {
    return step.apply(hidden)
        .view(hidden.size(0), hidden.size(1), step.outputs() / headSize, headSize);
  }
}
