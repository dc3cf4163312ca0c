package dev.bagel.benchmarks;

import dev.bagel.chat.Message;
import dev.bagel.chat.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/// Conversations of any length: a system text, then user and assistant in turn. The first six
/// messages are those of `conversation.json`, the others are its turns again.
final class Conversations {
  private record Turn(String role, String content) {
    Message message() {
      return new Message(Role.valueOf(role.toUpperCase(Locale.ROOT)), content);
    }

    /// As a reader of JSON makes it.
    Map<String, String> map() {
      Map<String, String> map = LinkedHashMap.newLinkedHashMap(2);
      map.put("role", role);
      map.put("content", content);
      return map;
    }
  }

  private Conversations() {}

  static List<Message> messages(int count) {
    return turns(count).stream().map(Turn::message).toList();
  }

  static List<Map<String, String>> maps(int count) {
    return turns(count).stream().map(Turn::map).toList();
  }

  private static List<Turn> turns(int count) {
    Turn[] written = new ObjectMapper().readValue(Resource.text("conversation.json"), Turn[].class);
    List<Turn> turns = new ArrayList<>(List.of(written));
    while (turns.size() < count) {
      turns.add(turns.get(turns.size() - 4)); // of the same role
    }
    return turns.subList(0, count);
  }
}
