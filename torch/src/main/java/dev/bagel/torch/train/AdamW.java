package dev.bagel.torch.train;

import dev.bagel.torch.model.FlatParameters;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Adam with decoupled weight decay (arXiv 1711.05101), in the form and order of operations of
/// PyTorch's. Weights of norms do not decay.
///
/// It goes through memory in pieces that stay in a processor's cache, since that, and not
/// arithmetic, is what a step costs; nor does it need room for more than a piece.
public final class AdamW implements AutoCloseable {
  private static final long PIECE = 1 << 17;

  private final FlatParameters parameters;
  private final OptimiserSettings settings;
  private final Tensor means;
  private final Tensor squares;

  public AdamW(FlatParameters parameters, OptimiserSettings settings) {
    this.parameters = parameters;
    this.settings = settings;
    this.means = torch.zeros_like(parameters.values());
    this.squares = torch.zeros_like(parameters.values());
  }

  /// Moves the parameters against their gradients.
  ///
  /// @param step which step this is, from 1
  /// @param factor that gradients are to be multiplied by first
  public void step(long step, double rate, double factor) {
    try (var _ = new NoGradGuard()) {
      for (long from = 0; from < parameters.size(); ) {
        boolean decays = from < parameters.matrices();
        long end = decays ? parameters.matrices() : parameters.size();
        long size = Math.min(PIECE, end - from);
        piece(from, size, new Move(step, rate, factor, decays ? settings.weightDecay() : 0));
        from += size;
      }
    }
  }

  private void piece(long from, long size, Move move) {
    try (var _ = new PointerScope()) {
      Tensor value = parameters.values().narrow(0, from, size);
      Tensor gradient = parameters.gradients().narrow(0, from, size);
      Tensor mean = means.narrow(0, from, size);
      Tensor square = squares.narrow(0, from, size);
      if (move.factor != 1) {
        gradient = gradient.mul(new Scalar(move.factor));
      }
      if (move.decay != 0) {
        value.mul_(new Scalar(1 - move.rate * move.decay));
      }
      mean.lerp_(gradient, new Scalar(1 - settings.beta1()));
      square
          .mul_(new Scalar(settings.beta2()))
          .addcmul_(gradient, gradient, new Scalar(1 - settings.beta2()));
      double meanShort = 1 - Math.pow(settings.beta1(), (double) move.step);
      double squareShort = 1 - Math.pow(settings.beta2(), (double) move.step);
      Tensor spread =
          square
              .sqrt()
              .div_(new Scalar(Math.sqrt(squareShort)))
              .add_(new Scalar(settings.epsilon()));
      value.addcdiv_(mean, spread, new Scalar(-move.rate / meanShort));
    }
  }

  /// Running means of gradients `[size]`.
  Tensor means() {
    return means;
  }

  /// Running means of squared gradients `[size]`.
  Tensor squares() {
    return squares;
  }

  @Override
  public void close() {
    means.close();
    squares.close();
  }

  private record Move(long step, double rate, double factor, double decay) {}
}
