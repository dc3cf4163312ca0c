package dev.bagel.dataset;

import dev.bagel.dataset.engine.Fn;
import dev.bagel.dataset.engine.Key;
import dev.bagel.dataset.engine.Order;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Shuffle;

/// The key that both settles duplicates and orders the data set: samples that are the same meet at
/// one key, and the order of keys is random.
record Keys(Shuffle shuffle) implements Fn<Candidate, Key> {
  private static final long ORDER = 0x6f72646572L; // "order"

  /// Settles the order of drops with one id.
  static final Order<Candidate> TIES =
      (a, b) -> {
        int bySource = Integer.compare(a.position(), b.position());
        return bySource != 0 ? bySource : a.origin().compareTo(b.origin());
      };

  static Keys of(long seed) {
    return new Keys(new Shuffle(seed, ORDER));
  }

  @Override
  public Key apply(Candidate candidate) {
    return of(candidate);
  }

  Key of(Candidate candidate) {
    return shuffle.key(candidate.identity());
  }
}
