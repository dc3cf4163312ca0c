package dev.bagel.chat.template;

import dev.bagel.chat.PythonText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of a width, as Python's `textwrap.wrap` makes them without expanding tabs or replacing
/// white space.
final class WordWrap {
  private static final String SPACE = "[\\t\\n\\x0B\\f\\r ]";
  private static final String PUNCTUATED = "[\\w!\"'&.,?]";
  private static final String LETTER = "[^\\d\\W]";

  /// Characters that finding a part is charged as, however short it is: it takes several looks.
  private static final int PART = 8;

  private static final Pattern WORDS = Pattern.compile(SPACE + "+|[^\\t\\n\\x0B\\f\\r ]+");

  /// White space, dashes between words, and words up to where a hyphen lets them break.
  private static final Pattern PARTS =
      Pattern.compile(
          (SPACE
                  + "+|(?<=P)-{2,}(?=\\w)|[^\\t\\n\\x0B\\f\\r ]+?(?:-(?:(?<=L{2}-)|(?<=L-P-))"
                  + "(?=L-?L)|(?="
                  + SPACE
                  + "|\\z)|(?<=P)(?=-{2,}\\w))")
              .replace("P", PUNCTUATED)
              .replace("L", LETTER),
          Pattern.UNICODE_CHARACTER_CLASS);

  private final int width;
  private final boolean breakLong;
  private final boolean hyphens;
  private final Budget budget;

  /// @param breakLong whether a word that is longer than a line is broken
  /// @param hyphens whether words may break behind hyphens
  WordWrap(int width, boolean breakLong, boolean hyphens, Budget budget) {
    this.width = width;
    this.breakLong = breakLong;
    this.hyphens = hyphens;
    this.budget = budget;
  }

  /// @param text of one paragraph
  List<String> lines(String text) {
    if (width <= 0) {
      throw new TemplateException("the width of lines is at least 1, not " + width);
    }
    Deque<String> parts = new ArrayDeque<>();
    Matcher matcher = (hyphens ? PARTS : WORDS).matcher(text);
    while (matcher.find()) {
      budget.spell(PART);
      parts.add(matcher.group());
    }
    List<String> lines = new ArrayList<>();
    while (!parts.isEmpty()) {
      if (!lines.isEmpty() && isBlank(parts.element())) {
        parts.remove();
      }
      List<String> line = line(parts);
      if (!line.isEmpty() && isBlank(line.getLast())) {
        line.removeLast();
      }
      if (!line.isEmpty()) {
        lines.add(String.join("", line));
      }
    }
    return lines;
  }

  /// Takes the parts of the next line.
  private List<String> line(Deque<String> parts) {
    List<String> line = new ArrayList<>();
    int length = 0;
    while (!parts.isEmpty() && length + Text.length(parts.element()) <= width) {
      length += Text.length(parts.element());
      line.add(parts.remove());
    }
    if (!parts.isEmpty() && Text.length(parts.element()) > width) {
      if (breakLong) {
        String part = parts.remove();
        int end = Text.offset(part, breakAt(part, width - length));
        line.add(part.substring(0, end));
        parts.push(part.substring(end));
      } else if (line.isEmpty()) {
        line.add(parts.remove());
      }
    }
    return line;
  }

  /// How many characters of a part that is too long go into `space`: up to a hyphen if one is
  /// there.
  private int breakAt(String part, int space) {
    budget.size(part.length());
    if (hyphens && Text.length(part) > space) {
      String head = part.substring(0, Text.offset(part, space));
      int hyphen = head.lastIndexOf('-');
      if (hyphen > 0 && head.chars().limit(hyphen).anyMatch(c -> c != '-')) {
        return head.codePointCount(0, hyphen + 1);
      }
    }
    return space;
  }

  private static boolean isBlank(String part) {
    return PythonText.isBlank(part);
  }
}
