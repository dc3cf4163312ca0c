package dev.bagel.dataset.write;

import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Drop;

/// A row of the table `dropped`, the ledger: a candidate that was not kept.
///
/// @param origin file and row, both as the source has them; rows count from 0
/// @param detail a JSON object, or empty
/// @param excerpt how the candidate begins
public record DroppedRow(
    String source,
    String origin,
    String id,
    String step,
    String reason,
    String detail,
    String excerpt) {

  public static DroppedRow of(Candidate candidate, Drop drop) {
    return new DroppedRow(
        candidate.source(),
        candidate.origin().toString(),
        drop.id().toString(),
        drop.reason().step().label(),
        drop.reason().label(),
        drop.detail(),
        drop.excerpt());
  }
}
