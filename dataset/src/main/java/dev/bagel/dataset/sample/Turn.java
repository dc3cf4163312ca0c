package dev.bagel.dataset.sample;

import dev.bagel.chat.Message;
import dev.bagel.chat.Role;
import java.util.List;

/// A turn in ShareGPT's names, as tables have it.
///
/// @param from `system`, `human` or `gpt`
public record Turn(String from, String value) {

  public static List<Turn> of(List<Message> messages) {
    return messages.stream()
        .map(message -> new Turn(name(message.role()), message.text()))
        .toList();
  }

  private static String name(Role role) {
    return switch (role) {
      case SYSTEM -> "system";
      case USER -> "human";
      case ASSISTANT -> "gpt";
    };
  }
}
