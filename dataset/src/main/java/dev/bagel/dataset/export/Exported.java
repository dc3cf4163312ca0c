package dev.bagel.dataset.export;

import java.util.Locale;

/// What an export makes of one sample.
public sealed interface Exported {

  /// A row of its own.
  record AsRow(Record row) implements Exported {}

  /// The rows that the sample is rendered to, as many as `sft` has of it.
  record AsRendered() implements Exported {}

  /// Nothing: the export has no place for it.
  record NoPlace(Reason reason) implements Exported {}

  /// Why a sample has no place in an export.
  enum Reason {
    /// It is a conversation, the export holds pairs.
    CONVERSATION,
    /// It is a pair, the export holds what is to be imitated.
    PREFERENCE_PAIR,
    /// It has no turns.
    PLAIN_TEXT,
    /// It has more than one answer, the export has no history.
    SEVERAL_ANSWERS,
    /// It has a system text, the export has no column for one.
    SYSTEM_TEXT;

    /// As it stands in the manifest.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    Exported noPlace() {
      return new NoPlace(this);
    }
  }
}
