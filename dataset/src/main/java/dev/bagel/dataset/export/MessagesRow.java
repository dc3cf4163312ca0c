package dev.bagel.dataset.export;

import dev.bagel.dataset.export.Exported.Reason;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import java.util.List;

/// A conversation as chat templates read it.
///
/// @param messages an optional system text, then user and assistant in turn; the last is the
///   assistant's
public record MessagesRow(String id, String source, List<ChatTurn> messages) {

  public static Exported of(String source, Sample sample) {
    return switch (sample) {
      case Conversation conversation ->
          new Exported.AsRow(
              new MessagesRow(
                  conversation.id().toString(), source, ChatTurn.of(conversation.messages())));
      case Preference _ -> Reason.PREFERENCE_PAIR.noPlace();
      case PlainText _ -> Reason.PLAIN_TEXT.noPlace();
    };
  }
}
