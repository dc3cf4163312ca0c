package dev.bagel.dataset.export;

import dev.bagel.chat.Message;
import dev.bagel.chat.Role;
import dev.bagel.dataset.export.Exported.Reason;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import java.util.List;

/// One question and its answer, in the columns of the Alpaca data set.
///
/// Trainers that read this form know neither earlier turns nor a system text, and would learn an
/// answer without what it rests on; so conversations that have either have no place here.
///
/// @param input empty: what a question is about stands in its text
public record AlpacaRow(String id, String source, String instruction, String input, String output) {

  public static Exported of(String source, Sample sample) {
    return switch (sample) {
      case Conversation conversation -> conversation(source, conversation);
      case Preference _ -> Reason.PREFERENCE_PAIR.noPlace();
      case PlainText _ -> Reason.PLAIN_TEXT.noPlace();
    };
  }

  private static Exported conversation(String source, Conversation conversation) {
    List<Message> messages = conversation.messages();
    long answers = messages.stream().filter(turn -> turn.role() == Role.ASSISTANT).count();
    if (answers > 1) {
      return Reason.SEVERAL_ANSWERS.noPlace();
    }
    if (messages.getFirst().role() == Role.SYSTEM) {
      return Reason.SYSTEM_TEXT.noPlace();
    }
    return new Exported.AsRow(
        new AlpacaRow(
            conversation.id().toString(),
            source,
            messages.getFirst().text(),
            "",
            messages.getLast().text()));
  }
}
