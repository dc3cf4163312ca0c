package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;

/// What to tell when a sentence model cannot be used.
final class ModelTrouble {
  private ModelTrouble() {}

  /// The native libraries, or a file's bytes, cannot be had.
  static BagelException loading(SentenceModel model, Throwable cause) {
    return BagelException.resources(
        "cannot load the sentence model (ONNX Runtime, %s): %s; it needs Linux, macOS or Windows on"
                .formatted(model.name(), cause.getMessage())
            + " a 64-bit processor, and a home or temporary directory that can be written",
        cause);
  }

  /// The weights are not what the folder promises.
  static BagelException weights(SentenceModel model, String what) {
    return BagelException.user(
        "the sentence model's weights, %s, %s".formatted(model.weights(), what));
  }
}
