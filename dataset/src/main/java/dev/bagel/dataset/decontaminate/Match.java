package dev.bagel.dataset.decontaminate;

/// A benchmark's item that a text matches.
///
/// @param similarity cosine of the two sentence vectors
/// @param reason what of the rule holds
/// @param part of the text that matches, or all of it
public record Match(BenchmarkItem item, double similarity, Evidence reason, String part) {}
