package dev.bagel.torch.train;

/// How parameters move.
///
/// @param rate the highest learning rate
/// @param weightDecay of matrices, each step, times the rate
/// @param clip the longest that the gradient of a step may be; it is shortened to it. 0: any
public record OptimiserSettings(
    double rate, double beta1, double beta2, double epsilon, double weightDecay, double clip) {}
