package dev.bagel.dataset.rows;

import dev.bagel.dataset.tokenizer.TrainingTokens;

/// One sequence that a model would be trained on.
///
/// @param kind what it is of its row: `sft`, `completion`, `chosen`, `rejected`, `conversation`,
///   `text`, `tokens`
public record TokenSequence(String kind, TrainingTokens tokens) {}
