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
      if (isChecked(where, turn.get(from ? "from" : "role"), checked)) {
        String key = from ? "value" : "content";
        text(where + ": " + key, turn.get(key), checked, passages);
      }
    }
    return passages;
  }

  private static boolean isChecked(String where, @Nullable Object role, CheckedTurns checked)
      throws Unreadable {
    if (!(role instanceof String name)) {
      throw new Unreadable(where + " has neither from nor role", false);
    }
    if (!USER.contains(name) && !OTHERS.contains(name)) {
      throw new Unreadable("%s is of the unknown role \"%s\"".formatted(where, name), false);
    }
    return checked == CheckedTurns.ALL || USER.contains(name);
  }

  private static void text(
      String where, @Nullable Object value, CheckedTurns checked, List<Passage> passages)
      throws Unreadable {
    switch (value) {
      case String text -> passages.add(Passage.turn(text));
      case List<?> parts -> {
        for (Object part : parts) {
          if (!(part instanceof Map<?, ?> map)) {
            throw new Unreadable(where + " has a part that is not an object", false);
          }
          if (map.get("text") instanceof String text) {
            passages.add(Passage.turn(text));
          }
        }
      }
      case null, default -> {
        // An assistant that calls a function says nothing.
        if (value != null || checked == CheckedTurns.USER) {
          throw new Unreadable(where + (value == null ? " is missing" : " is no text"), false);
        }
      }
    }
  }
}
