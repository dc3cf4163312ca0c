package dev.bagel.cli;

import dev.bagel.chat.PythonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row as a chat template reads it: its messages, or why it has none.
///
/// Messages with `role` and `content` are passed as they stand, with all their keys: what roles and
/// contents there may be is the template's to say. Turns with `from` and `value` become such
/// messages, `human` being the user and `gpt` the assistant; a blank system text in front, which
/// many files have where there is none, is left out.
sealed interface ChatRow {
  /// @param tools null where there are none
  record Chat(List<?> messages, @Nullable List<?> tools) implements ChatRow {}

  record Unreadable(String reason) implements ChatRow {}

  /// @param tools for rows that have no list of their own
  static ChatRow of(Map<String, ? extends @Nullable Object> row, @Nullable List<?> tools) {
    String column = row.get("conversations") != null ? "conversations" : "messages";
    if (row.get(column) == null) {
      return new Unreadable("there is neither conversations nor messages");
    }
    if (!(row.get(column) instanceof List<?> turns)) {
      return new Unreadable(column + " is not a list");
    }
    List<Map<?, ?>> messages = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      if (!(turns.get(i) instanceof Map<?, ?> turn)) {
        return new Unreadable("turn " + i + " is not an object");
      }
      Map<?, ?> message = turn.containsKey("from") ? message(turn) : turn;
      if (!(i == 0 && turn.containsKey("from") && isBlankSystem(message))) {
        messages.add(message);
      }
    }
    return switch (row.get("tools")) {
      case null -> new Chat(messages, tools);
      case List<?> own -> new Chat(messages, own);
      default -> new Unreadable("tools is not a list");
    };
  }

  private static Map<?, ?> message(Map<?, ?> turn) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", role(turn.get("from")));
    message.put("content", turn.get("value"));
    return message;
  }

  private static @Nullable Object role(@Nullable Object from) {
    return "human".equals(from) ? "user" : "gpt".equals(from) ? "assistant" : from;
  }

  private static boolean isBlankSystem(Map<?, ?> message) {
    return "system".equals(message.get("role"))
        && message.get("content") instanceof String text
        && PythonText.isBlank(text);
  }
}
