package dev.bagel.prompting.plan;

/// Marks around text that mean nothing here: white space, and what Markdown adds to a line.
final class Marks {
  private Marks() {}

  /// Where a line's own text begins: after white space, quotes, bullets, numbering, headings, and
  /// the signs of bold and code.
  static int skip(String text, int from, int end) {
    int at = from;
    while (at < end) {
      int next = afterOne(text, at, end);
      if (next == at) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private static int afterOne(String text, int at, int end) {
    char first = text.charAt(at);
    if (Character.isWhitespace(first) || ">*_`~-+•".indexOf(first) >= 0) {
      return at + 1;
    }
    if (first == '#') {
      int after = run(text, at, end, '#', '#');
      return after < end && Character.isWhitespace(text.charAt(after)) ? after : at;
    }
    int after = run(text, at, Math.min(end, at + 4), '0', '9');
    boolean numbers = after > at && after < end && ".)".indexOf(text.charAt(after)) >= 0;
    return numbers ? after + 1 : at;
  }

  private static int run(String text, int from, int end, char low, char high) {
    int at = from;
    while (at < end && text.charAt(at) >= low && text.charAt(at) <= high) {
      at++;
    }
    return at;
  }

  /// Without white space and any of `marks` at either end.
  static String strip(String text, String marks) {
    int start = 0;
    int end = text.length();
    while (start < end && isMark(text.charAt(start), marks)) {
      start++;
    }
    while (end > start && isMark(text.charAt(end - 1), marks)) {
      end--;
    }
    return text.substring(start, end);
  }

  static boolean isMark(char c, String marks) {
    return Character.isWhitespace(c) || marks.indexOf(c) >= 0;
  }
}
