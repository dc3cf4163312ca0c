package dev.bagel.torch.generate;

import dev.bagel.BagelException;

/// How a text is generated.
///
/// @param mostTokens of the text; the model's positions bound it, too
public record GenerationSettings(int mostTokens, Sampling sampling, Stops stops) {
  /// The most likely token each time, until the model ends the text or its positions are full.
  public static final GenerationSettings DEFAULTS =
      new GenerationSettings(Integer.MAX_VALUE, Sampling.GREEDY, Stops.NONE);

  public GenerationSettings {
    if (mostTokens < 1) {
      throw BagelException.user(
          "at most %d tokens are asked for; give 1 or more".formatted(mostTokens));
    }
  }

  public GenerationSettings withMostTokens(int other) {
    return new GenerationSettings(other, sampling, stops);
  }

  public GenerationSettings with(Sampling other) {
    return new GenerationSettings(mostTokens, other, stops);
  }

  public GenerationSettings with(Stops other) {
    return new GenerationSettings(mostTokens, sampling, other);
  }
}
