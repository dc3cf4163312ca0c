package dev.bagel.prompting.functions;

import org.jspecify.annotations.Nullable;

/// A key at the cursor.
///
/// @param valueStart the first character behind its colon that is not blank, or the line's end
record YamlKey(String name, int valueStart) {
  private static final String NOT_FIRST = "[]{},&*!|>%@`#?";

  /// The key, or null where the line has none.
  static @Nullable YamlKey at(YamlLines lines) throws Unclear {
    String text = lines.text;
    int start = lines.start();
    char first = text.charAt(start);
    if (first == '"' || first == '\'') {
      return quoted(lines);
    }
    if (NOT_FIRST.indexOf(first) >= 0 || isDash(lines)) {
      return null;
    }
    int colon = colon(text, start, lines.end());
    if (colon < 0) {
      return null;
    }
    String name = text.substring(start, colon).strip();
    if (name.equals("<<") || name.contains(" #") || name.isEmpty()) {
      throw Unclear.at(
          text, start, "'%s' cannot be a key: put it in quotes".formatted(Shown.of(name)));
    }
    return new YamlKey(name, lines.firstOf(colon + 1));
  }

  /// The first colon that ends a key: white space or the line's end follows. -1 where there is
  /// none.
  static int colon(String text, int start, int end) {
    int colon = text.indexOf(':', start, end);
    while (colon >= 0) {
      if (colon + 1 == end || YamlLines.isBlank(text.charAt(colon + 1))) {
        return colon;
      }
      colon = text.indexOf(':', colon + 1, end);
    }
    return -1;
  }

  private static boolean isDash(YamlLines lines) {
    int next = lines.start() + 1;
    return lines.text.charAt(lines.start()) == '-'
        && (next == lines.end() || YamlLines.isBlank(lines.text.charAt(next)));
  }

  private static @Nullable YamlKey quoted(YamlLines lines) throws Unclear {
    YamlQuoted key = YamlQuoted.read(lines.text, lines.start());
    int colon = lines.firstOf(key.end());
    boolean isKey =
        colon < lines.end()
            && lines.text.charAt(colon) == ':'
            && (colon + 1 == lines.end() || YamlLines.isBlank(lines.text.charAt(colon + 1)));
    return isKey ? new YamlKey(key.text(), lines.firstOf(colon + 1)) : null;
  }
}
