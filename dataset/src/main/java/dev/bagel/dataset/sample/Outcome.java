package dev.bagel.dataset.sample;

/// What became of a candidate so far: still a [Sample], or a [Drop] with its reason.
public sealed interface Outcome permits Sample, Drop {}
