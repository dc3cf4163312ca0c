package dev.bagel.torch.model;

import java.util.Arrays;

/// How rotary frequencies are changed for texts longer than a model was first trained on, as
/// `rope_scaling` in config.json says.
public sealed interface RotaryScaling {
  /// The frequency that takes the place of `frequency` (radians a position).
  double scale(double frequency);

  /// Frequencies of RoFormer (arXiv 2104.09864), scaled: `theta^(-2i/size)` for each pair of a
  /// head.
  default double[] frequencies(double theta, int headSize) {
    double[] frequencies = new double[headSize / 2];
    Arrays.setAll(frequencies, i -> scale(Math.pow(theta, -2.0 * i / headSize)));
    return frequencies;
  }

  /// Nothing is changed.
  record None() implements RotaryScaling {
    @Override
    public double scale(double frequency) {
      return frequency;
    }
  }

  /// Positions divided by `factor` (arXiv 2306.15595).
  record Linear(double factor) implements RotaryScaling {
    @Override
    public double scale(double frequency) {
      return frequency / factor;
    }
  }

  /// Llama 3.1's: long waves divided by `factor`, short ones kept, a straight line between.
  ///
  /// @param low waves longer than `positions / low` are divided
  /// @param high waves shorter than `positions / high` are kept
  /// @param positions that the model was first trained on
  record Llama3(double factor, double low, double high, int positions) implements RotaryScaling {
    @Override
    public double scale(double frequency) {
      double turns = positions * frequency / (2 * Math.PI);
      double kept = Math.clamp((turns - low) / (high - low), 0, 1);
      return (1 - kept) * frequency / factor + kept * frequency;
    }
  }
}
