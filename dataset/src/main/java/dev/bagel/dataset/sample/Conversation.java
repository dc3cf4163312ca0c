package dev.bagel.dataset.sample;

import dev.bagel.chat.Message;
import java.util.List;
import java.util.UUID;

/// Turns of a user and an assistant, after at most one system text. Its key text is the user's
/// turns, joined by line feeds.
public record Conversation(UUID id, List<Message> messages) implements Sample {
  public Conversation {
    messages = List.copyOf(messages);
  }

  public static Conversation of(List<Message> messages) {
    return new Conversation(SampleId.ofTurns(messages), messages);
  }

  /// One question, one answer.
  public static Conversation of(String user, String assistant) {
    return of(List.of(Message.user(user), Message.assistant(assistant)));
  }

  public static Conversation of(String system, String user, String assistant) {
    return of(List.of(Message.system(system), Message.user(user), Message.assistant(assistant)));
  }

  /// The same turns with the id of another key text, for sources whose rows carry an id of their
  /// own.
  public Conversation keyedBy(String keyText) {
    return new Conversation(SampleId.of(keyText), messages);
  }

  @Override
  public String opening() {
    return SampleId.keyText(messages);
  }

  @Override
  public long characters() {
    return messages.stream().mapToLong(message -> message.text().length()).sum();
  }
}
