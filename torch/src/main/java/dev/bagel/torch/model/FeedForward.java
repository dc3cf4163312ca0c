package dev.bagel.torch.model;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// What follows attention in a layer.
sealed interface FeedForward permits FeedForward.Dense, Mixture {
  /// @param hidden `[batch, length, width]`; the result is of the same shape
  /// @param routing takes what routers say
  Tensor forward(Tensor hidden, Routing routing);

  /// SwiGLU (arXiv 2002.05202): `down(silu(gate(x)) * up(x))`.
  record Dense(Linear gate, Linear up, Linear down) implements FeedForward {
    @Override
    public Tensor forward(Tensor hidden, Routing routing) {
      return apply(hidden);
    }

    Tensor apply(Tensor hidden) {
      return down.apply(torch.silu(gate.apply(hidden)).mul(up.apply(hidden)));
    }
  }
}
