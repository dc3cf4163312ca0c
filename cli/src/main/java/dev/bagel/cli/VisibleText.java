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
