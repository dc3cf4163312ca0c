package dev.bagel.prompting.context;

/// A block and how much it has to do with the question; more is more.
public record RankedBlock(Block block, double relevance) {}
