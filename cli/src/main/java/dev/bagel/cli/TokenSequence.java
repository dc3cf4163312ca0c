package dev.bagel.cli;

import dev.bagel.dataset.tokenizer.TrainingTokens;

/// One sequence that a model would be trained on.
///
/// @param kind what it is of its row: `sft`, `completion`, `chosen`, `rejected`, `conversation`,
///   `text`, `tokens`
record TokenSequence(String kind, TrainingTokens tokens) {}
