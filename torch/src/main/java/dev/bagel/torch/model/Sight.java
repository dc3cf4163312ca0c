package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// Who sees whom among rows of one length.
///
/// @param rows how many
/// @param mask empty where none is needed, or where the triangle does
/// @param triangle whether each position sees itself and all before it, and nothing else is to say
record Sight(int rows, Span span, TensorOptional mask, boolean triangle) {
  static Sight of(int rows, Span span) {
    boolean plain = span.isTriangle() || span.seesAll();
    TensorOptional mask = plain ? new TensorOptional() : new TensorOptional(span.mask());
    return new Sight(rows, span, mask, span.isTriangle());
  }

  /// @param queries as are keys and values: rows × length positions, with heads and their sizes
  ///   behind, in any shape; the result is of the same
  Tensor attend(Tensor queries, Tensor keys, Tensor values) {
    return DotProducts.of(split(queries), split(keys), split(values), this)
        .transpose(1, 2)
        .reshape(queries.shape());
  }

  /// `[rows, heads, length, size]`
  private Tensor split(Tensor all) {
    return all.view(rows, span.length(), all.size(-2), all.size(-1)).transpose(1, 2);
  }

  /// Keys or values `[rows, heads, total, size]` without those that nobody sees.
  Tensor seen(Tensor all) {
    int first = span.firstSeen();
    return first == 0 ? all : all.narrow(2, first, span.total() - first);
  }
}
