package dev.bagel.dataset.source.kit.book;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes what was never part of the text and stands in brackets: illustration marks with their
/// captions, footnotes, side notes, transcriber's notes. A chapter heading inside an illustration
/// mark stays. Linear in the text's length.
final class Brackets {
  private static final Pattern REMOVED =
      Pattern.compile(
          "\\[_?(?:illustrations?|frontispiece|decoration|footnotes?|side-?note|copyright|blank"
              + " page|image|transcriber[’']?s?[’']? note|tn)\\b",
          Pattern.CASE_INSENSITIVE);

  /// A longer one was probably never meant to close.
  private static final int LONGEST = 8000;

  private Brackets() {}

  static String strip(String text) {
    Matcher mark = REMOVED.matcher(text);
    if (!mark.find()) {
      return text;
    }
    int[] closing = closing(text);
    StringBuilder kept = new StringBuilder(text.length());
    int from = 0;
    do {
      int open = mark.start();
      int close = closing[open];
      if (open < from || close < 0 || close - open > LONGEST) {
        continue;
      }
      kept.append(text, from, open).append(heading(text.substring(open + 1, close)));
      from = close + 1;
    } while (mark.find());
    return kept.append(text, from, text.length()).toString();
  }

  /// The chapter heading that an illuminated initial page shows, on lines of its own, or nothing.
  private static String heading(String inside) {
    for (String line : inside.split("\n", -1)) {
      String bare = line.strip();
      if (bare.regionMatches(true, 0, "chapter ", 0, 8) && Heading.ofLine(bare) != null) {
        return "\n\n\n" + bare + "\n\n\n";
      }
    }
    return "";
  }

  /// For every opening bracket where it closes, else -1.
  private static int[] closing(String text) {
    int[] closing = new int[text.length()];
    Arrays.fill(closing, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[') {
        open.push(i);
      } else if (c == ']' && !open.isEmpty()) {
        closing[open.pop()] = i;
      }
    }
    return closing;
  }
}
