package dev.bagel.torch.model;

/// How passes with gradients run.
///
/// @param checkpointing whether only what goes into each block is kept, and blocks are computed a
///   second time on the way back (arXiv 1604.06174): less memory for a third more time
/// @param noise NEFTune's alpha (arXiv 2310.05914): embeddings are shifted by uniform noise of up
///   to alpha / √(length × width); 0 for none
public record LearningOptions(boolean checkpointing, double noise) {}
