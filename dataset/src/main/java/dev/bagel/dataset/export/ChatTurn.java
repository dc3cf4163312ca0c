package dev.bagel.dataset.export;

import dev.bagel.chat.Message;
import java.util.List;
import java.util.Locale;

/// A turn as chat templates read it.
///
/// @param role `system`, `user` or `assistant`
public record ChatTurn(String role, String content) {

  static ChatTurn of(Message message) {
    return new ChatTurn(message.role().name().toLowerCase(Locale.ROOT), message.text());
  }

  static List<ChatTurn> of(List<Message> messages) {
    return messages.stream().map(ChatTurn::of).toList();
  }
}
