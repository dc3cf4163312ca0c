package dev.bagel.dataset.source.kit;

import java.util.regex.Pattern;

/// Takes typing accidents out of texts that people typed or that were cut out of pages. Words are
/// never changed.
public final class Tidy {
  private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u2029]");
  // Blanks of every width, tabs, and the byte order mark and soft hyphen that pages leave behind.
  private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\\t\\x0B\\f]+");
  private static final Pattern INVISIBLE = Pattern.compile("[\\uFEFF\\u00AD]");
  private static final Pattern AROUND_LINE_END = Pattern.compile(" ?\\n ?");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
  private static final Pattern LINE_ENDS = Pattern.compile("\\n+");
  private static final Pattern BEFORE_MARK = Pattern.compile("(?<=\\S) (?=[,.;?!]+( |\\n|$))");

  private static final Pattern TRAILING_BLANKS = Pattern.compile("[ \\t]+(?=\\n|$)");
  private static final Pattern EDGES = Pattern.compile("^\\n+|\\n+$");

  private Tidy() {}

  /// Single blanks, no blanks at either end of a line, at most one empty line in a row, nothing at
  /// either end. Not for text in which indentation means something.
  public static String spaces(String text) {
    String plain = INVISIBLE.matcher(LINE_END.matcher(text).replaceAll("\n")).replaceAll("");
    String single = BLANKS.matcher(plain).replaceAll(" ");
    String lines = AROUND_LINE_END.matcher(single).replaceAll("\n");
    return EMPTY_LINES.matcher(lines).replaceAll("\n\n").strip();
  }

  /// The same on one line.
  public static String line(String text) {
    return LINE_ENDS.matcher(spaces(text)).replaceAll(" ");
  }

  /// Like [#spaces], and no blank stands before a comma or before the mark that ends a sentence.
  /// For English, not for French, which sets a blank there.
  public static String english(String text) {
    return BEFORE_MARK.matcher(spaces(text)).replaceAll("");
  }

  /// For text whose indentation means something, such as code: no blanks at the ends of lines, no
  /// empty lines at either end, nothing else changed.
  public static String block(String text) {
    String lines = LINE_END.matcher(text).replaceAll("\n");
    return EDGES.matcher(TRAILING_BLANKS.matcher(lines).replaceAll("")).replaceAll("");
  }
}
