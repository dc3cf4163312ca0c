package dev.bagel.dataset.format;

import dev.bagel.chat.PromptFormat;
import org.jspecify.annotations.Nullable;

/// A row to be: enough to count and to shuffle rows before any text is written.
///
/// @param format null for plain text
/// @param turn the index, among the sample's messages, of the assistant turn that is learnt; for a
///   pair the index that its answers would have; 0 for plain text
public record RowPlan(@Nullable PromptFormat format, int turn) {
  static final RowPlan PLAIN_TEXT = new RowPlan(null, 0);
}
