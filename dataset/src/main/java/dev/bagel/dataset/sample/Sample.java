package dev.bagel.dataset.sample;

import java.util.UUID;

/// Something to learn from, independent of any prompt format.
public sealed interface Sample extends Outcome permits Conversation, Preference, PlainText {
  /// UUID version 5 of the sample's key text: see [SampleId].
  UUID id();

  /// The first characters a person would recognise it by.
  String opening();

  /// How much text it holds, in UTF-16 units.
  long characters();
}
