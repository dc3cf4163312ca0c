package dev.bagel.torch.data;

import dev.bagel.dataset.tokenizer.TrainingTokens;

/// Two answers to one prompt. Each has the whole prompt in front, which is not learnt.
///
/// @param id empty where the row has none
public record TokenPair(
    TrainingTokens chosen, TrainingTokens rejected, String source, String id, Place place) {}
