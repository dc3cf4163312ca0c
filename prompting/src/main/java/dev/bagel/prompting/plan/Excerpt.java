package dev.bagel.prompting.plan;

import java.util.regex.Pattern;

/// Text that is too long or too wild for where it goes.
final class Excerpt {
  /// Also those that models and terminals may take for one.
  private static final Pattern LINE_END = Pattern.compile("\\R");

  private Excerpt() {}

  /// At most `characters` of it, never half a code point, and a line that says how much is left
  /// out.
  static String of(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    int end = wholeUpTo(text, characters);
    return text.substring(0, end)
        + "\n[cut: %d of %d characters are left out]".formatted(text.length() - end, text.length());
  }

  /// One line of at most `characters`: the ends of lines and other controls become spaces.
  static String line(String text, int characters) {
    String some = text.substring(0, Math.min(text.length(), 2 * characters + 2));
    String line = some.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= characters
        ? line
        : line.substring(0, wholeUpTo(line, characters - 1)) + "…";
  }

  /// Each line with `> ` before it, so that nothing in it can pass for the text around it.
  static void quote(String text, StringBuilder to) {
    LINE_END
        .matcher(text)
        .replaceAll("\n")
        .lines()
        .forEach(line -> to.append("> ").append(line).append('\n'));
  }

  private static int wholeUpTo(String text, int end) {
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }
}
