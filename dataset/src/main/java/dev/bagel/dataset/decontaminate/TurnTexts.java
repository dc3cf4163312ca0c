package dev.bagel.dataset.decontaminate;

import dev.bagel.dataset.decontaminate.TextColumns.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The turns of a row's conversation: a list of `from` and `value`, or of `role` and `content`,
/// which is a text or a list of parts of which those with `text` count. Turns may stand in any
/// order.
final class TurnTexts {
  private static final Set<String> USER = Set.of("human", "user");

  /// Other roles that files have. An unknown one could be a user by another name.
  private static final Set<String> OTHERS =
      Set.of(
          "system",
          "developer",
          "gpt",
          "assistant",
          "model",
          "tool",
          "function",
          "function_call",
          "ipython",
          "observation");

  private TurnTexts() {}

  /// @throws Unreadable where a turn that may count cannot be read
  static List<Passage> read(String column, Object turns, CheckedTurns checked) throws Unreadable {
    if (!(turns instanceof List<?> list)) {
      throw new Unreadable(column + " is not a list", false);
    }
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String where = column + ", turn " + i;
      if (!(list.get(i) instanceof Map<?, ?> turn)) {
        throw new Unreadable(where + " is not an object", false);
      }
      boolean from = turn.get("from") != null;
      String role = role(where, turn.get(from ? "from" : "role"));
      if ((checked == CheckedTurns.ALL || USER.contains(role)) && !isSilent(role, turn)) {
        String key = from ? "value" : "content";
        text(where + ": " + key, turn.get(key), passages);
      }
    }
    return passages;
  }

  private static String role(String where, @Nullable Object role) throws Unreadable {
    if (!(role instanceof String name)) {
      throw new Unreadable(where + " has neither from nor role", false);
    }
    if (!USER.contains(name) && !OTHERS.contains(name)) {
      throw new Unreadable("%s is of the unknown role \"%s\"".formatted(where, name), false);
    }
    return name;
  }

  /// An assistant that calls a function says nothing.
  private static boolean isSilent(String role, Map<?, ?> turn) {
    return !USER.contains(role) && turn.get("value") == null && turn.get("content") == null;
  }

  private static void text(String where, @Nullable Object value, List<Passage> passages)
      throws Unreadable {
    switch (value) {
      case String text -> passages.add(Passage.turn(text));
      case List<?> parts -> {
        for (Object part : parts) {
          part(where, part, passages);
        }
      }
      case null -> throw new Unreadable(where + " is missing", false);
      default -> throw new Unreadable(where + " is no text", false);
    }
  }

  private static void part(String where, @Nullable Object part, List<Passage> passages)
      throws Unreadable {
    if (!(part instanceof Map<?, ?> map)) {
      throw new Unreadable(where + " has a part that is not an object", false);
    }
    switch (map.get("text")) {
      case String text -> passages.add(Passage.turn(text));
      case null -> {} // a picture, say
      default -> throw new Unreadable(where + " has a part whose text is none", false);
    }
  }
}
