package dev.bagel.prompting.context;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Forms in which metadata of a prompt and of an answer can be compared: white space, quotation
/// marks, Markdown and the full stop of a sentence do not matter in a value, nor does case in a
/// key.
final class Spelling {
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]++");
  private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*+)]\\(([^()\\s]*+)\\)");
  private static final String OPEN = "\"'“‘«<`*_([";
  private static final String CLOSE = "\"'”’»>`*_)]";
  private static final String AFTER = ".,;|";

  private Spelling() {}

  static String key(String key) {
    return bare(SPACE.matcher(key).replaceAll(" ")).toLowerCase(Locale.ROOT);
  }

  static String value(String value) {
    String restored = Fences.restore(value).strip();
    String quoted = Quoted.read(restored);
    return bare(SPACE.matcher(quoted == null ? restored : quoted).replaceAll(" "));
  }

  /// What a value of an answer may mean: itself, or the text or the target of the Markdown link
  /// that it is.
  static List<String> values(String value) {
    String whole = value(value);
    Matcher link = LINK.matcher(value.strip());
    return link.matches()
        ? List.of(whole, value(link.group(1)), value(link.group(2)))
        : List.of(whole);
  }

  /// Text without what stands around it, in pairs, and after it.
  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      if (from < to && text.charAt(from) == ' ') {
        from++;
        goesOn = true;
      } else if (from < to && (text.charAt(to - 1) == ' ' || isAfter(text, from, to))) {
        to--;
        goesOn = true;
      } else if (to - from > 1) {
        int pair = OPEN.indexOf(text.charAt(from));
        if (pair >= 0 && CLOSE.charAt(pair) == text.charAt(to - 1)) {
          from++;
          to--;
          goesOn = true;
        }
      }
    }
    return text.substring(from, to);
  }

  private static boolean isAfter(String text, int from, int to) {
    return to - from > 1 && AFTER.indexOf(text.charAt(to - 1)) >= 0;
  }
}
