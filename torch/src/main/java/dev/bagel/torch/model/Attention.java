package dev.bagel.torch.model;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Grouped-query attention (arXiv 2305.13245) with rotary positions.
record Attention(Linear query, Linear key, Linear value, Linear output, int headSize) {
  /// @param hidden `[batch, length, width]`; the result is of the same shape
  Tensor forward(Tensor hidden, Step step, KeyValueCache.@Nullable Layer cache) {
    Tensor queries = step.turn().apply(heads(hidden, query));
    Tensor keys = step.turn().apply(heads(hidden, key));
    Tensor values = heads(hidden, value);
    if (cache != null) {
      keys = cache.keys(keys, step.span());
      values = cache.values(values, step.span());
    }
    Tensor seen = attend(queries, step.seen(keys), step.seen(values), step);
    Tensor joined = seen.transpose(1, 2).reshape(hidden.size(0), hidden.size(1), query.outputs());
    return output.apply(joined);
  }

  private static Tensor attend(Tensor queries, Tensor keys, Tensor values, Step step) {
    ScalarType type = queries.scalar_type();
    // On a processor, libtorch 2.10 takes 17 to 26 times as long for this in bf16 as in f32; with
    // explicit matrix products in bf16, as long or twice as long.
    ScalarType inside = queries.is_cpu() ? ScalarType.Float : type;
    boolean grouped = queries.size(1) != keys.size(1);
    return torch
        .scaled_dot_product_attention(
            queries.toType(inside),
            keys.toType(inside),
            values.toType(inside),
            step.mask(),
            0,
            step.triangle(),
            new DoubleOptional(),
            grouped)
        .toType(type);
  }

  private Tensor heads(Tensor hidden, Linear step) {
    return step.apply(hidden)
        .view(hidden.size(0), hidden.size(1), step.outputs() / headSize, headSize)
        .transpose(1, 2);
  }
}
