package dev.bagel.dataset.sample;

import dev.bagel.chat.Message;
import java.util.List;
import java.util.UUID;

/// Two answers to one prompt, of which one is preferred. The prompt ends with a user's turn; its
/// key text is the user's turns, joined by line feeds.
public record Preference(UUID id, List<Message> prompt, String chosen, String rejected)
    implements Sample {
  public Preference {
    prompt = List.copyOf(prompt);
  }

  public static Preference of(List<Message> prompt, String chosen, String rejected) {
    return new Preference(SampleId.ofTurns(prompt), prompt, chosen, rejected);
  }

  public static Preference of(String prompt, String chosen, String rejected) {
    return of(List.of(Message.user(prompt)), chosen, rejected);
  }

  @Override
  public String opening() {
    return SampleId.keyText(prompt);
  }

  @Override
  public long characters() {
    return prompt.stream().mapToLong(message -> message.text().length()).sum()
        + chosen.length()
        + rejected.length();
  }
}
