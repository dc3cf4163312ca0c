package dev.bagel.dataset.format;

import dev.bagel.chat.Prompt;
import dev.bagel.chat.Rendered;

/// The texts of a row to be, with what a tokenizer must know about them.
public sealed interface RowText {
  /// One answer to a prompt; plain text answers nothing.
  record Answer(Rendered rendered) implements RowText {}

  /// Two answers to one prompt.
  record Answers(Prompt prompt, String chosen, String rejected) implements RowText {}
}
