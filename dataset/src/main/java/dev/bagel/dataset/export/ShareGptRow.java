package dev.bagel.dataset.export;

import dev.bagel.dataset.export.Exported.Reason;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.sample.Turn;
import java.util.List;

/// A conversation in ShareGPT's form, which names its turns `system`, `human` and `gpt`.
public record ShareGptRow(String id, String source, List<Turn> conversations) {

  public static Exported of(String source, Sample sample) {
    return switch (sample) {
      case Conversation conversation ->
          new Exported.AsRow(
              new ShareGptRow(
                  conversation.id().toString(), source, Turn.of(conversation.messages())));
      case Preference _ -> Reason.PREFERENCE_PAIR.noPlace();
      case PlainText _ -> Reason.PLAIN_TEXT.noPlace();
    };
  }
}
