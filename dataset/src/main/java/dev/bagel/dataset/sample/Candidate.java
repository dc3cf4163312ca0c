package dev.bagel.dataset.sample;

import java.util.UUID;

/// What a source makes of a row, on its way through the build. Every step turns each candidate into
/// one candidate, so nothing can get lost.
///
/// @param source the source's name
/// @param position the source's place in the recipe: the earlier of equally trusted sources wins
/// @param trust 3 high, 2 medium, 1 low
/// @param stratum what its source's take is counted by; empty where it has no strata
public record Candidate(
    String source, int position, int trust, String stratum, Origin origin, Outcome outcome) {

  /// The sample's id, or the drop's.
  public UUID id() {
    return switch (outcome) {
      case Sample sample -> sample.id();
      case Drop drop -> drop.id();
    };
  }

  public Candidate become(Outcome next) {
    return new Candidate(source, position, trust, stratum, origin, next);
  }

  /// The same, dropped, if it is still a sample; a drop stays what it is.
  public Candidate drop(DropReason reason, String detail) {
    return switch (outcome) {
      case Sample sample -> become(Drop.of(sample, reason, detail));
      case Drop _ -> this;
    };
  }
}
