package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// What all layers of one forward pass share: positions, and which of them see which.
///
/// @param mask empty where none is needed, or where the triangle does
record Step(Span span, Rotary.Turn turn, TensorOptional mask) {
  static Step of(Span span, Rotary.Turn turn) {
    boolean plain = span.isTriangle() || span.seesAll();
    return new Step(span, turn, plain ? new TensorOptional() : new TensorOptional(span.mask()));
  }

  /// Keys or values `[batch, heads, total, size]` without those that nobody sees.
  Tensor seen(Tensor all) {
    int first = span.firstSeen();
    return first == 0 ? all : all.narrow(2, first, span.total() - first);
  }
}
