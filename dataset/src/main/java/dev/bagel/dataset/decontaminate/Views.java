package dev.bagel.dataset.decontaminate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What of a user's turn is compared with benchmarks: the turn, and, where it has several
/// paragraphs, the turn without its first and without its last one.
///
/// Sources put their instruction into the first or the last paragraph. It is not what is asked, and
/// it would move the sentence vector far enough to hide a copy that stands beside it.
final class Views {
  private static final Pattern PARAGRAPH_END = Pattern.compile("\\n\\s*\\n");

  private Views() {}

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
}
