package dev.bagel.prompting.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Cuts a text into pieces that fit, at the borders that it has: between paragraphs, else lines,
/// else sentences, else words, else anywhere but within a code point. Each cut is near the middle,
/// so that the pieces are of like size; put together they are the text again.
final class TextCutter {
  private enum Border {
    PARAGRAPH,
    LINE,
    SENTENCE,
    WORD,
    CHARACTER
  }

  private final Predicate<String> fits;
  private final List<String> pieces = new ArrayList<>();

  private TextCutter(Predicate<String> fits) {
    this.fits = fits;
  }

  /// The pieces by order; none where not even one character fits.
  static List<String> cut(String text, Predicate<String> fits) {
    TextCutter cutter = new TextCutter(fits);
    return cutter.take(text) ? cutter.pieces : List.of();
  }

  private boolean take(String text) {
    if (fits.test(text)) {
      return pieces.add(text);
    }
    if (text.codePointCount(0, text.length()) < 2) {
      return false;
    }
    int middle = middle(text);
    return take(text.substring(0, middle)) && take(text.substring(middle));
  }

  private static int middle(String text) {
    int half = text.length() / 2;
    for (Border border : Border.values()) {
      // a border further out would make a piece too small to be worth a question
      int reach = border == Border.CHARACTER ? half : text.length() / 4;
      for (int distance = 0; distance <= reach; distance++) {
        if (isBorder(border, text, half - distance)) {
          return half - distance;
        }
        if (isBorder(border, text, half + distance)) {
          return half + distance;
        }
      }
    }
    throw new IllegalStateException("a text of two characters has no border");
  }

  /// Whether a piece may begin here.
  private static boolean isBorder(Border border, String text, int at) {
    if (at <= 0 || at >= text.length()) {
      return false;
    }
    char before = text.charAt(at - 1);
    char after = text.charAt(at);
    return switch (border) {
      case PARAGRAPH -> before == '\n' && after != '\n' && endsBlank(text, at - 1);
      case LINE -> before == '\n' && after != '\n';
      case SENTENCE ->
          "。！？".indexOf(before) >= 0
              || (Character.isWhitespace(before)
                  && at > 1
                  && ".!?".indexOf(text.charAt(at - 2)) >= 0);
      case WORD -> Character.isWhitespace(before) && !Character.isWhitespace(after);
      case CHARACTER -> !Character.isSurrogatePair(before, after);
    };
  }

  private static boolean endsBlank(String text, int lineEnd) {
    int at = lineEnd - 1;
    while (at >= 0
        && (text.charAt(at) == '\r' || text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at--;
    }
    return at >= 0 && text.charAt(at) == '\n';
  }
}
