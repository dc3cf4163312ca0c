package dev.bagel.dataset.export;

import dev.bagel.dataset.export.Exported.Reason;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;

/// A row of the table `sft` under the names that completion trainers know: text in a prompt format
/// and the text to write after it.
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
}
