package dev.bagel.dataset.sample;

import java.util.UUID;

/// What a source makes of a row, on its way through the build. Every step turns each candidate into
/// one candidate, so nothing can get lost.
///
/// @param source the source's name
/// @param position the source's place in the recipe: the earlier of equally trusted sources wins
/// @param trust 3 high, 2 medium, 1 low
/// @param identity equal for samples that are the same; it stays when a sample becomes a drop
/// @param stratum what its source's take is counted by; empty where it has no strata
public record Candidate(
    String source,
    int position,
    int trust,
    String stratum,
    Origin origin,
    UUID identity,
    Outcome outcome) {

  /// A candidate as its source made it.
  public static Candidate of(
      String source, int position, int trust, String stratum, Origin origin, Outcome outcome) {
    return new Candidate(source, position, trust, stratum, origin, identity(outcome), outcome);
  }

  /// Half of the id's bits are turned by kind: the same text can be the prompt of a conversation
  /// and of a pair, which teach different things.
  private static UUID identity(Outcome outcome) {
    return switch (outcome) {
      case Conversation conversation -> conversation.id();
      case Preference pair ->
          new UUID(~pair.id().getMostSignificantBits(), pair.id().getLeastSignificantBits());
      case PlainText plain ->
          new UUID(plain.id().getMostSignificantBits(), ~plain.id().getLeastSignificantBits());
      case Drop drop -> drop.id();
    };
  }

  public Candidate become(Outcome next) {
    return new Candidate(source, position, trust, stratum, origin, identity, next);
  }

  /// The same, dropped, if it is still a sample; a drop stays what it is.
  public Candidate drop(DropReason reason, String detail) {
    return switch (outcome) {
      case Sample sample -> become(Drop.of(sample, reason, detail));
      case Drop _ -> this;
    };
  }
}
