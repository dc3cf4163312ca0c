package dev.bagel.dataset.source;

import dev.bagel.chat.Message;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// A candidate as golden files show it.
final class GoldenLine {
  private GoldenLine() {}

  static String of(Candidate candidate) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("origin", candidate.origin().toString());
    line.put("stratum", candidate.stratum());
    line.put("id", id(candidate.outcome()).toString());
    switch (candidate.outcome()) {
      case Conversation conversation -> line.put("messages", messages(conversation.messages()));
      case Preference pair -> {
        line.put("prompt", messages(pair.prompt()));
        line.put("chosen", pair.chosen());
        line.put("rejected", pair.rejected());
      }
      case PlainText plain -> line.put("text", plain.text());
      case Drop drop -> {
        line.put("dropped", drop.reason().label());
        line.put("detail", drop.detail());
      }
    }
    return JsonMapper.shared().writeValueAsString(line);
  }

  private static UUID id(Outcome outcome) {
    return switch (outcome) {
      case Sample sample -> sample.id();
      case Drop drop -> drop.id();
    };
  }

  private static List<Map<String, String>> messages(List<Message> messages) {
    return messages.stream()
        .map(message -> Map.of(message.role().name().toLowerCase(Locale.ROOT), message.text()))
        .toList();
  }
}
