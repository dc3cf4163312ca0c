package dev.bagel.torch.train;

import dev.bagel.BagelException;
import dev.bagel.torch.model.FlatParameters;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Whether numbers are numbers still, neither NaN nor infinite.
final class Finite {
  /// Bounds what is needed besides.
  private static final long PIECE = 1 << 20;

  private Finite() {}

  /// @param tensor contiguous
  static boolean all(Tensor tensor) {
    try (var _ = new PointerScope()) {
      Tensor flat = tensor.detach().view(-1);
      for (long from = 0; from < flat.numel(); from += PIECE) {
        if (!piece(flat, from, Math.min(PIECE, flat.numel() - from))) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean piece(Tensor flat, long from, long size) {
    try (var _ = new PointerScope()) {
      return torch.isfinite(flat.narrow(0, from, size)).all().item_bool();
    }
  }

  /// The name of the first that holds what is no number.
  static Optional<String> firstBad(FlatParameters parameters) {
    return parameters.parameters().entrySet().stream()
        .filter(entry -> !all(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// @throws BagelException USER where a model cannot learn, whatever the settings
  static void requireAtStart(FlatParameters parameters, Path model) {
    if (!all(parameters.values())) {
      throw BagelException.user(
          "the weights in %s are no numbers (NaN or infinite) in %s; fetch the model again, or name another"
              .formatted(model, firstBad(parameters).orElse("one")));
    }
  }
}
