package dev.bagel.dataset.decontaminate;

/// A benchmark's item that a text matches.
///
/// @param similarity cosine of the two sentence vectors
/// @param reason what of the rule holds
public record Match(BenchmarkItem item, double similarity, Evidence reason) {}
