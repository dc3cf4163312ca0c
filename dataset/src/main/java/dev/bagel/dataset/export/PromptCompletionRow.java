package dev.bagel.dataset.export;

import dev.bagel.dataset.export.Exported.Reason;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;

/// A row of the table `sft` under the names that completion trainers know: text in a prompt format
/// and the text to write after it. Both together are the text of that row.
///
/// A blank at the end of a prompt stands at the begin of the completion instead. Tokenizers join it
/// with the word that follows, and a trainer that tokenizes both as one text would count the first
/// word of the answer as prompt.
///
/// @param prompt the trainer puts BOS in front; empty for plain text
/// @param completion what is learnt; the trainer appends EOS
public record PromptCompletionRow(
    String id, String source, String format, String prompt, String completion) {

  /// Whether the sample is rendered to such rows.
  public static Exported of(Sample sample) {
    return switch (sample) {
      case Conversation _, PlainText _ -> new Exported.AsRendered();
      case Preference _ -> Reason.PREFERENCE_PAIR.noPlace();
    };
  }

  /// The row of a text in a format.
  public static PromptCompletionRow of(
      String id, String source, String format, String input, String output) {
    int end = input.length();
    while (end > 0 && input.charAt(end - 1) == ' ') {
      end--;
    }
    return new PromptCompletionRow(
        id, source, format, input.substring(0, end), input.substring(end) + output);
  }
}
