package dev.bagel.dataset.sample;

import dev.bagel.dataset.engine.Key;
import java.io.Serializable;
import java.util.UUID;

/// A random order of ids: a permutation of all 128-bit numbers that the seed picks, so that an id's
/// key is as unique as the id.
///
/// @param salt keeps shuffles for different purposes apart
public record Shuffle(long seed, long salt) implements Serializable {

  /// Four Feistel rounds with the mixer of [Chance]: invertible whatever the mixer does.
  public Key key(UUID id) {
    long left = id.getMostSignificantBits();
    long right = id.getLeastSignificantBits();
    long round = Chance.mix(seed) ^ Chance.mix(~salt);
    for (int i = 0; i < 4; i++) {
      round = Chance.mix(round);
      long next = left ^ Chance.mix(right ^ round);
      left = right;
      right = next;
    }
    return new Key(left, right);
  }
}
