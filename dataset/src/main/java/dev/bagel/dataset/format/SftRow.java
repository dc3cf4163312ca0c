package dev.bagel.dataset.format;

/// A text to write after another, for supervised fine-tuning.
///
/// @param input the tokenizer puts BOS in front; empty for plain text
/// @param output what is learnt; the trainer appends EOS
public record SftRow(String id, String source, String format, String input, String output)
    implements TrainingRow {
  /// The format of rows without a prompt.
  public static final String PLAIN_TEXT = "plain_text";
}
