package dev.bagel.prompting.context;

import org.jspecify.annotations.Nullable;

/// The word `Source:` in any case, wherever it stands: `Source`, `Sources`, `Source(s)` or the same
/// of `Reference`, a number of three digits at most, the signs of Markdown, a colon and more signs.
///
/// Found from its colon backwards, so that a line costs no more than its length whatever it is full
/// of.
///
/// @param start of its first letter
/// @param end the place after it
record SourceWord(int start, int end) {

  /// The first from a place on, or null.
  static @Nullable SourceWord in(String line, int from) {
    for (int at = from; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == ':' || c == '：') {
        int start = startBefore(line, from, at);
        if (start >= 0) {
          return new SourceWord(start, skip(line, at + 1, "*_`\""));
        }
      }
    }
    return null;
  }

  private static int startBefore(String line, int from, int colon) {
    int end = skipBack(line, from, colon, " ", 1);
    end = skipBack(line, from, end, "*_`\"'", 3);
    int digits = skipBack(line, from, end, "0123456789", 3);
    if (digits < end) {
      end = skipBack(line, from, digits, " ", 1);
    }
    if (ends(line, end, "(s)")) {
      end -= 3;
    } else {
      end = skipBack(line, from, end, "sS", 1);
    }
    int start = ends(line, end, "source") ? end - 6 : ends(line, end, "reference") ? end - 9 : -1;
    return start >= from ? start : -1;
  }

  private static boolean ends(String line, int end, String word) {
    return line.regionMatches(true, end - word.length(), word, 0, word.length());
  }

  private static int skipBack(String line, int from, int end, String signs, int most) {
    int at = end;
    while (at > from && end - at < most && signs.indexOf(line.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private static int skip(String line, int from, String signs) {
    int at = from;
    while (at < line.length() && at - from < 3 && signs.indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
