package dev.bagel.dataset.decontaminate;

/// A benchmark's item that a text matches.
///
/// @param similarity cosine of the two sentence vectors
public record Match(BenchmarkItem item, double similarity) {}
