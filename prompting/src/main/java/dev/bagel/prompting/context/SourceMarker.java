package dev.bagel.prompting.context;

import org.jspecify.annotations.Nullable;

/// The word `Source:` in a line, and what it parts.
///
/// At the begin of a line it may be in any case, in Markdown or quotes; within a line it begins a
/// sentence or stands in brackets. `Sources`, `Reference` and `References` do as well.
///
/// @param before the text before it
/// @param after what it introduces
/// @param rest what follows its closing bracket
record SourceMarker(String before, String after, String rest) {
  private static final int LONGEST_IN_BRACKETS = 2_000;
  private static final int LONGEST_MARKUP = 12;

  /// The first in a line, or null.
  static @Nullable SourceMarker in(String line) {
    SourceWord word = SourceWord.in(line, 0);
    if (word != null && isMarkup(line, word.start())) {
      return upToNext("", line.substring(word.end()));
    }
    for (; word != null; word = SourceWord.in(line, word.end())) {
      int start = markup(line, word.start());
      char bracket = start == 0 ? ' ' : line.charAt(start - 1);
      if (bracket == '(' || bracket == '[') {
        String before = line.substring(0, start - 1);
        int end = close(line, word.end(), bracket);
        return end < 0
            ? new SourceMarker(before, line.substring(word.end()), "")
            : new SourceMarker(before, line.substring(word.end(), end), line.substring(end + 1));
      }
      if (beginsSentence(line, start, word.start())) {
        return upToNext(line.substring(0, start), line.substring(word.end()));
      }
    }
    return null;
  }

  /// What is introduced goes up to the next such word.
  private static SourceMarker upToNext(String before, String after) {
    for (SourceWord word = SourceWord.in(after, 0);
        word != null;
        word = SourceWord.in(after, word.end())) {
      int start = markup(after, word.start());
      if (beginsSentence(after, start, word.start())) {
        return new SourceMarker(before, after.substring(0, start), after.substring(start));
      }
    }
    return new SourceMarker(before, after, "");
  }

  /// Whether nothing but the marks of a heading, a list or a quotation stand before a word.
  private static boolean isMarkup(String line, int word) {
    return word <= LONGEST_MARKUP
        && line.substring(0, word).chars().allMatch(c -> " \t\u000B\f>#*_`\"'+•–-".indexOf(c) >= 0);
  }

  /// Where the markup before a word begins.
  private static int markup(String line, int word) {
    int start = word;
    while (start > 0 && word - start < 3 && "*_`".indexOf(line.charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private static boolean beginsSentence(String line, int start, int word) {
    int before = start;
    while (before > 0 && start - before < 3 && Character.isWhitespace(line.charAt(before - 1))) {
      before--;
    }
    return before > 0
        && before < start
        && Character.isUpperCase(line.charAt(word))
        && ".!?;:)]\"'”’…。—–-".indexOf(line.charAt(before - 1)) >= 0;
  }

  private static int close(String line, int from, char bracket) {
    char closing = bracket == '(' ? ')' : ']';
    int depth = 1;
    for (int i = from; i < Math.min(line.length(), from + LONGEST_IN_BRACKETS); i++) {
      char c = line.charAt(i);
      if (c == bracket) {
        depth++;
      } else if (c == closing && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
