package dev.bagel.dataset.source.kit.book;

import java.util.regex.Pattern;

/// How a block of lines looks, whatever it says.
final class Shape {
  private static final Pattern ORNAMENT_LINE = Pattern.compile("[\\s.*·•~_=—–-]{1,200}");
  private static final Pattern BYLINE =
      Pattern.compile(
          "(?:by|and|or|translated|illustrated|edited|with)\\b.*", Pattern.CASE_INSENSITIVE);

  /// Parts of a hyphenated word are no words.
  private static final Pattern WORD_START = Pattern.compile("(?:\\s|--|—|^)[^\\p{L}\\p{N}]*");

  private static final int TITLE_LINES = 4;
  private static final int TITLE_CHARS = 300;
  private static final int PROSE_LINE = 50;

  /// Shorter words keep their small first letter in titles.
  private static final int CAPITALISED = 4;

  private Shape() {}

  /// Nothing but stars, dashes or rules. A row of dots is not: it stands for words left out.
  static boolean ornament(Block block) {
    boolean drawn = false;
    for (String line : block.lines()) {
      if (!ORNAMENT_LINE.matcher(line).matches()) {
        return false;
      }
      drawn |= line.chars().anyMatch(c -> "*·•~_=—–-".indexOf(c) >= 0);
    }
    return drawn;
  }

  /// Wrapped lines of running text.
  static boolean prose(Block block) {
    return !block.indented()
        && block.lines().size() > 1
        && block.chars() >= PROSE_LINE * (block.lines().size() - 1);
  }

  /// Short, and all in capitals or every longer word capitalised: what titles look like.
  static boolean title(Block block) {
    if (!small(block) || cutOff(block)) {
      return false;
    }
    String text = block.joined();
    return capitals(text) || capitalised(text);
  }

  static boolean byline(Block block) {
    return small(block) && BYLINE.matcher(block.first().strip()).matches();
  }

  /// Short enough for a title.
  static boolean small(Block block) {
    return block.lines().size() <= TITLE_LINES && block.chars() <= TITLE_CHARS;
  }

  /// Whether it stops in the middle of a sentence.
  static boolean cutOff(Block block) {
    String last = block.lines().getLast();
    return ",;:—-".indexOf(last.charAt(last.length() - 1)) >= 0;
  }

  static boolean quoted(Block block) {
    return "\"“'‘«".indexOf(block.first().strip().charAt(0)) >= 0;
  }

  /// Letters, and none of them small.
  static boolean capitals(String text) {
    return text.chars().anyMatch(Character::isLetter)
        && text.chars().noneMatch(Character::isLowerCase);
  }

  private static boolean capitalised(String text) {
    boolean any = false;
    for (String word : WORD_START.split(text, -1)) {
      if (word.length() >= CAPITALISED) {
        any = true;
        if (!Character.isUpperCase(word.charAt(0))) {
          return false;
        }
      }
      if (!word.isEmpty() && Character.isDigit(word.charAt(0))) {
        return false;
      }
    }
    return any;
  }
}
