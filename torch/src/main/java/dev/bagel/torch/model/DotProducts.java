package dev.bagel.torch.model;

import java.util.function.Supplier;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Attention by scaled dot products, in the way in which the device is fastest at it.
final class DotProducts {
  /// Lengths from and below which the triangle goes in stretches of so many queries: on a processor
  /// libtorch 2.10 leaves out keys that nobody sees by the 512 only, so that shorter rows pay for
  /// the whole square. Forward and back, rows of 512 take 0.7 of the time in stretches; those of
  /// 1,024, as long.
  private static final int FROM = 192;

  private static final int BELOW = 768;
  private static final int STRETCH = 64;

  private DotProducts() {}

  /// @param queries `[batch, heads, length, size]`, as is the result
  /// @param keys `[batch, heads, total, size]`, where a head may be of several of the queries'; as
  ///   are the values
  static Tensor of(Tensor queries, Tensor keys, Tensor values, Sight sight) {
    ScalarType type = queries.scalar_type();
    // On a processor, libtorch 2.10 takes 17 to 26 times as long for this in bf16 as in f32; with
    // explicit matrix products in bf16, as long or twice as long.
    ScalarType inside = queries.is_cpu() ? ScalarType.Float : type;
    Tensor q = queries.toType(inside);
    Tensor k = keys.toType(inside);
    Tensor v = values.toType(inside);
    long length = q.size(2);
    boolean stretches = sight.triangle() && q.is_cpu() && length >= FROM && length < BELOW;
    Supplier<Tensor> operation =
        () -> stretches ? inStretches(q, k, v) : attend(q, k, v, sight.mask(), sight.triangle());
    return CalmProducts.of(operation, q, k, v).toType(type);
  }

  private static Tensor attend(
      Tensor queries, Tensor keys, Tensor values, TensorOptional mask, boolean triangle) {
    boolean grouped = queries.size(1) != keys.size(1);
    return torch.scaled_dot_product_attention(
        queries, keys, values, mask, 0, triangle, new DoubleOptional(), grouped);
  }

  /// Each stretch sees the keys up to its own end.
  private static Tensor inStretches(Tensor queries, Tensor keys, Tensor values) {
    long length = queries.size(2);
    Tensor all = torch.ones(new long[] {STRETCH, length}, new TensorOptions(ScalarType.Bool));
    Tensor mask = all.tril(length - STRETCH);
    TensorVector seen = new TensorVector();
    long from = 0;
    for (long end = length % STRETCH; end <= length; end += STRETCH) {
      long size = end - from;
      if (size > 0) {
        TensorOptional last =
            new TensorOptional(mask.narrow(0, STRETCH - size, size).narrow(1, length - end, end));
        seen.push_back(
            attend(
                queries.narrow(2, from, size),
                keys.narrow(2, 0, end),
                values.narrow(2, 0, end),
                last,
                false));
      }
      from = end;
    }
    return torch.cat(seen, 2);
  }
}
