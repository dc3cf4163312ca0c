package dev.bagel.cli;

/// Text from data as a terminal may show it: nothing in it moves the cursor, changes colours or the
/// direction of writing, and what is not seen otherwise is seen.
final class VisibleText {
  private VisibleText() {}

  /// With `⏎` and a line end for each line feed.
  static String of(String text) {
    return shown(text, "⏎\n");
  }

  /// On one line.
  static String line(String text) {
    return shown(text, "⏎");
  }

  /// Several lines, such as an answer: line ends, tabs and marks that writing needs, such as
  /// joiners, stay; what moves the cursor, changes colours or turns the direction of writing does
  /// not.
  static String lines(String text) {
    return piece(String.join("\n", text.lines().toList()));
  }

  /// A piece of such lines, as it comes; a line end is a line feed.
  static String piece(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
              boolean stays = c == '\n' || c == '\t' || (!turns && !Character.isISOControl(c));
              shown.append(stays ? Character.toString(c) : line(Character.toString(c)));
            });
    return shown.toString();
  }

  private static String shown(String text, String lineEnd) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                shown.append(lineEnd);
              } else if (c < ' ') {
                shown.appendCodePoint(0x2400 + c); // the control pictures of Unicode
              } else if (isHidden(c)) {
                shown.append(String.format("\\u{%x}", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
