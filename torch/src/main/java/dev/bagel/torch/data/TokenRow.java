package dev.bagel.torch.data;

import dev.bagel.dataset.tokenizer.TrainingTokens;

/// A row to learn from.
///
/// @param source without the format that builds add to it; of rows that name none, the name of the
///   file or folder that was asked for
/// @param id empty where the row has none
public record TokenRow(TrainingTokens tokens, String source, String id, Place place) {}
