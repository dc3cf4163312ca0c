package dev.bagel.torch.generate;

import dev.bagel.BagelException;

/// How the next token is chosen from what a model gives each.
///
/// Logits are divided by the temperature; then all but the `topK` highest are left out; then all
/// behind those whose probabilities add up to `topP`. One at least is always left. That is the
/// order of the transformers library. The same seed gives the same tokens.
///
/// @param temperature 0 for the most likely one, whatever the other settings are
/// @param topK 0 for all; those as high as the last one stay, too
/// @param topP from 0 to 1; 1 for all
public record Sampling(double temperature, int topK, double topP, long seed) {
  /// The most likely one, each time.
  public static final Sampling GREEDY = new Sampling(0, 0, 1, 0);

  public Sampling {
    if (!(temperature >= 0 && temperature <= Double.MAX_VALUE)) {
      throw BagelException.user("the temperature is %s; give 0 or more".formatted(temperature));
    }
    if (topK < 0) {
      throw BagelException.user("top-k is %d; give 1 or more, or 0 for all".formatted(topK));
    }
    if (!(topP >= 0 && topP <= 1)) {
      throw BagelException.user("top-p is %s; give a number from 0 to 1".formatted(topP));
    }
  }

  public Sampling withSeed(long other) {
    return new Sampling(temperature, topK, topP, other);
  }
}
