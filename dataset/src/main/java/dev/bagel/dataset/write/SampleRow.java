package dev.bagel.dataset.write;

import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.sample.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of the table `samples`: a kept sample before any prompt format.
///
/// @param conversations the turns in ShareGPT's names: system, human, gpt; of a preference pair the
///   turns of its prompt
/// @param prompt of a preference pair: its user turns, joined by line feeds
public record SampleRow(
    String id,
    String source,
    String kind,
    @Nullable List<Turn> conversations,
    @Nullable String prompt,
    @Nullable String chosen,
    @Nullable String rejected,
    @Nullable String text) {

  public static SampleRow of(String source, Sample sample) {
    String id = sample.id().toString();
    return switch (sample) {
      case Conversation conversation ->
          new SampleRow(
              id, source, "conversation", Turn.of(conversation.messages()), null, null, null, null);
      case Preference pair ->
          new SampleRow(
              id,
              source,
              "preference",
              Turn.of(pair.prompt()),
              pair.opening(),
              pair.chosen(),
              pair.rejected(),
              null);
      case PlainText plain ->
          new SampleRow(id, source, "text", null, null, null, null, plain.text());
    };
  }
}
