package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What of a user's turn, and of a benchmark's item, is compared.
final class Views {
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n\\s*\\n");
  private static final Pattern OPTION = Pattern.compile("\\s*\\(?[A-J1-9][.):]\\s?.*");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /// A last line of fewer words is no question by itself.
  private static final int WORDS = 6;

  private Views() {}

  /// The turn, and, where it has several paragraphs, the turn without its first and without its
  /// last one.
  ///
  /// Sources put their instruction into the first or the last paragraph. It is not what is asked,
  /// and it would move the sentence vector far enough to hide a copy that stands beside it.
  static List<String> of(String turn) {
    String[] paragraphs = PARAGRAPH_END.split(turn.strip(), -1);
    if (paragraphs.length < 2) {
      return List.of(turn);
    }
    List<String> all = List.of(paragraphs);
    List<String> views = new ArrayList<>();
    views.add(turn);
    views.add(String.join("\n\n", all.subList(1, all.size())));
    views.add(String.join("\n\n", all.subList(0, all.size() - 1)));
    return views;
  }

  /// The text; without the options below it; and its last line by itself, which is the question
  /// where a passage stands before it.
  static List<String> questions(String text) {
    List<String> lines = text.strip().lines().toList();
    int asked = beforeOptions(lines);
    Set<String> views = new LinkedHashSet<>();
    views.add(text);
    if (asked < lines.size()) {
      views.add(String.join("\n", lines.subList(0, asked)));
    }
    if (asked > 1 && SPACE.split(lines.get(asked - 1).strip(), WORDS).length == WORDS) {
      views.add(lines.get(asked - 1));
    }
    return List.copyOf(views);
  }

  /// Whether lines that begin as options do stand at the end.
  static boolean hasOptions(String text) {
    List<String> lines = text.strip().lines().toList();
    return beforeOptions(lines) < lines.size();
  }

  private static int beforeOptions(List<String> lines) {
    int asked = lines.size();
    while (asked > 1 && OPTION.matcher(lines.get(asked - 1)).matches()) {
      asked--;
    }
    return asked;
  }
}
