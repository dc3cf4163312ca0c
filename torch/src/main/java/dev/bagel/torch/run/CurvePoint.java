package dev.bagel.torch.run;

/// A value at a step.
record CurvePoint(long step, double value) {}
