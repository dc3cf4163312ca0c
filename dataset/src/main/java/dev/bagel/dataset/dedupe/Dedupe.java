package dev.bagel.dataset.dedupe;

import dev.bagel.dataset.engine.Fn;
import dev.bagel.dataset.engine.Key;
import dev.bagel.dataset.engine.Order;
import dev.bagel.dataset.engine.Records;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Detail;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.sample.SampleId;
import java.util.Comparator;
import java.util.UUID;

/// Keeps one sample of those that have one identity: the most trusted; among equally trusted ones
/// that of the source that stands first in the recipe; within a source the one with the smallest
/// content hash, so that the order of rows upstream does not matter.
///
/// A conversation and a preference pair with the same prompt teach different things and both stay.
public final class Dedupe {
  private static final Order<Candidate> BEST_FIRST =
      (a, b) -> {
        int byKept = Boolean.compare(b.outcome() instanceof Sample, a.outcome() instanceof Sample);
        return byKept != 0 ? byKept : byTrust(a, b);
      };

  private Dedupe() {}

  /// @param key made of the identity; the engine then need not sort twice
  public static Records<Candidate> byTrust(Records<Candidate> candidates, Fn<Candidate, Key> key) {
    return candidates.bestPerKey(key, BEST_FIRST, Dedupe::lose);
  }

  private static Candidate lose(Candidate winner, Candidate loser) {
    if (winner.outcome() instanceof Sample sample) {
      return loser.drop(
          DropReason.DUPLICATE,
          Detail.of("winner_source", winner.source(), "winner_id", sample.id().toString()));
    }
    return loser; // all copies were dropped before
  }

  private static int byTrust(Candidate a, Candidate b) {
    int byTrust = Integer.compare(b.trust(), a.trust());
    int byPosition = byTrust != 0 ? byTrust : Integer.compare(a.position(), b.position());
    int byContent = byPosition != 0 ? byPosition : contentHash(a).compareTo(contentHash(b));
    return byContent != 0 ? byContent : BY_ORIGIN.compare(a, b);
  }

  private static final Comparator<Candidate> BY_ORIGIN = Comparator.comparing(Candidate::origin);

  private static UUID contentHash(Candidate candidate) {
    return switch (candidate.outcome()) {
      case Sample sample -> SampleId.of(sample.toString());
      case Drop drop -> drop.id();
    };
  }
}
