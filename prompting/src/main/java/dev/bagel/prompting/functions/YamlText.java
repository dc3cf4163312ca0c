package dev.bagel.prompting.functions;

import java.util.regex.Pattern;

/// A text as the value of a line of YAML: as it is where every YAML reader takes it for that text,
/// else in double quotes, on one line in any case.
final class YamlText {
  /// What other readers take for a number, a truth, null or a date.
  private static final Pattern NO_TEXT =
      Pattern.compile(
          "(?i)[-+.0-9][-+.0-9_:a-fxoetz"
              + " ]*|[-+]?\\.?(inf|nan)|true|false|yes|no|on|off|y|n|null|~|=|<<");

  private YamlText() {}

  static String write(String text) {
    return isPlain(text) ? text : JsonText.quote(text);
  }

  private static boolean isPlain(String text) {
    char first = text.charAt(0);
    return "-?:,[]{}#&*!|>'\"%@`".indexOf(first) < 0
        && text.equals(text.strip())
        && !text.endsWith(":")
        && !text.contains(": ")
        && !text.contains(":\t")
        && !text.contains(" #")
        && !text.contains("\t#")
        && text.chars().allMatch(c -> JsonText.isPrintable((char) c) && !isHalf((char) c))
        && !NO_TEXT.matcher(text).matches();
  }

  /// Outside of the basic plane quotes are not needed, but they do no harm.
  private static boolean isHalf(char c) {
    return Character.isSurrogate(c);
  }
}
