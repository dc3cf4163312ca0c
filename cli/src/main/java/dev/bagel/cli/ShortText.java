package dev.bagel.cli;

/// Text from data on one line of a terminal, as wide as there is room for.
final class ShortText {
  private ShortText() {}

  /// At most `columns` wide, `…` at the end of what is cut; white space is one blank, and nothing
  /// in it moves the cursor.
  static String of(String text, int columns) {
    String some = text.substring(0, Math.min(text.length(), 4 * columns + 100));
    return cut(VisibleText.line(some.strip().replaceAll("\\s+", " ")), columns);
  }

  /// The same for a line that is fit to be shown already.
  static String cut(String line, int columns) {
    if (width(line) <= columns) {
      return line;
    }
    StringBuilder cut = new StringBuilder();
    int room = Math.max(0, columns - 1);
    for (int c : line.codePoints().toArray()) {
      room -= width(c);
      if (room < 0) {
        break;
      }
      cut.appendCodePoint(c);
    }
    return columns < 1 ? "" : cut.toString().stripTrailing() + "…";
  }

  /// With blanks behind it, up to `columns`.
  static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  static int width(String text) {
    return text.codePoints().map(ShortText::width).sum();
  }

  /// Two for the scripts and pictures that terminals draw so, none for marks on a letter.
  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean full = (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x3000 && c <= 0x303F);
    boolean picture = c >= 0x1F300 && c <= 0x1FAFF;
    return full || picture || isWide(Character.UnicodeScript.of(c)) ? 2 : 1;
  }

  private static boolean isWide(Character.UnicodeScript script) {
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA
        || script == Character.UnicodeScript.HANGUL;
  }
}
