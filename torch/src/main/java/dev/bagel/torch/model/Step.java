package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// What all layers of one forward pass share: positions, and which of them see which.
///
/// @param mask empty where none is needed, or where the triangle does
/// @param triangle whether each position sees itself and all before it, and nothing else is to say
record Step(Span span, Rotary.Turn turn, TensorOptional mask, boolean triangle) {
  static Step of(Span span, Rotary.Turn turn) {
    boolean plain = span.isTriangle() || span.seesAll();
    TensorOptional mask = plain ? new TensorOptional() : new TensorOptional(span.mask());
    return new Step(span, turn, mask, span.isTriangle());
  }

  /// Rows one behind the other in each sequence, of which none sees another.
  ///
  /// @param rows `[batch, length]`: the number of the row that each position is of
  static Step packed(Span span, Rotary.Turn turn, Tensor rows) {
    long length = rows.size(1);
    Tensor all = torch.ones(new long[] {length, length}, new TensorOptions(ScalarType.Bool));
    Tensor seen = all.tril();
    if (span.window().isPresent()) {
      seen = seen.logical_and(all.triu(1L - span.window().getAsInt()));
    }
    Tensor same = rows.unsqueeze(1).eq(rows.unsqueeze(2));
    Tensor mask = same.logical_and(seen).unsqueeze(1);
    return new Step(span, turn, new TensorOptional(mask), false);
  }

  /// Keys or values `[batch, heads, total, size]` without those that nobody sees.
  Tensor seen(Tensor all) {
    int first = span.firstSeen();
    return first == 0 ? all : all.narrow(2, first, span.total() - first);
  }
}
