package dev.bagel.torch.data;

import dev.bagel.dataset.tokenizer.TrainingTokens;

/// One sequence of tokens with where it is from, as the token file keeps it.
///
/// @param id empty where the row has none
/// @param key what decides on which side of the split it is: a hash of the id, of the tokens where
///   there is none
/// @param continues whether it stands in one packed sequence with the entry before it
record Entry(TrainingTokens tokens, String source, String id, long key, boolean continues) {
  static long key(String id, TrainingTokens tokens) {
    return id.isEmpty() ? Hash.then(Hash.of(tokens.ids()), tokens.learnt()) : Hash.of(id);
  }
}
