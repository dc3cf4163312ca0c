package dev.bagel.torch.generate;

/// Why a text ends where it does.
public enum Finish {
  /// The model ended it.
  END,
  /// A stop sequence came.
  STOP,
  /// It has as many tokens as were asked for.
  LENGTH,
  /// Prompt and text fill the model's positions.
  WINDOW
}
