package dev.bagel.prompting.context;

import org.jspecify.annotations.Nullable;

/// The words that part a prompt, and how text that spells one of them is kept from doing so.
///
/// A backslash goes between the verb and the noun, `ENDINPUT` becomes `END\INPUT`; text that spells
/// `END\INPUT` gets one more, so that taking one away gives the text back. A fence word is found
/// anywhere in capitals, and alone on its line in any case; characters without a width between the
/// letters do not hide it. All other text stays as it is.
///
/// Time is linear: what is skipped between letters begins no word, and a look along the line stops
/// at the next letter.
final class Fences {
  static final String BEGIN_INPUT = "BEGININPUT";
  static final String END_INPUT = "ENDINPUT";
  static final String BEGIN_CONTEXT = "BEGINCONTEXT";
  static final String END_CONTEXT = "ENDCONTEXT";
  static final String BEGIN_INSTRUCTION = "BEGININSTRUCTION";
  static final String END_INSTRUCTION = "ENDINSTRUCTION";

  private static final String[] VERBS = {"BEGIN", "END"};
  private static final String[] NOUNS = {"INPUT", "CONTEXT", "INSTRUCTION"};

  private Fences() {}

  /// Whether a line of a prompt is a fence: white space may follow.
  static boolean isFence(String line) {
    return switch (line.stripTrailing()) {
      case BEGIN_INPUT, END_INPUT, BEGIN_CONTEXT, END_CONTEXT, BEGIN_INSTRUCTION, END_INSTRUCTION ->
          true;
      default -> false;
    };
  }

  /// The text with a backslash more in each fence word.
  static String neutralise(String text) {
    StringBuilder written = new StringBuilder();
    int from = 0;
    for (Word word = next(text, 0); word != null; word = next(text, word.end())) {
      written.append(text, from, word.verbEnd()).append('\\');
      from = word.verbEnd();
    }
    return from == 0 ? text : written.append(text, from, text.length()).toString();
  }

  /// The text with a backslash less in each fence word that has one.
  static String restore(String text) {
    StringBuilder written = new StringBuilder();
    int from = 0;
    for (Word word = next(text, 0); word != null; word = next(text, word.end())) {
      if (text.charAt(word.verbEnd()) == '\\') {
        written.append(text, from, word.verbEnd());
        from = word.verbEnd() + 1;
      }
    }
    return from == 0 ? text : written.append(text, from, text.length()).toString();
  }

  private static @Nullable Word next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'B' || c == 'E' || c == 'b' || c == 'e') {
        Word word = at(text, i);
        if (word != null) {
          return word;
        }
      }
    }
    return null;
  }

  private static @Nullable Word at(String text, int start) {
    for (String verb : VERBS) {
      int verbEnd = spelled(text, start, verb);
      for (String noun : verbEnd < 0 ? new String[0] : NOUNS) {
        int end = spelled(text, skipUnseen(text, verbEnd, true), noun);
        if (end >= 0 && (isCapitals(text, start, end) || isAlone(text, start, end))) {
          return new Word(verbEnd, end);
        }
      }
    }
    return null;
  }

  /// The place after the letters of a word, in any case, or -1.
  private static int spelled(String text, int start, String word) {
    int at = start;
    for (int i = 0; i < word.length(); i++) {
      at = i == 0 ? at : skipUnseen(text, at, false);
      if (at >= text.length() || (text.charAt(at) & ~0x20) != word.charAt(i)) {
        return -1;
      }
      at++;
    }
    return at;
  }

  private static int skipUnseen(String text, int start, boolean backslashes) {
    int at = start;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (!isUnseen(c) && !(backslashes && c == '\\')) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static boolean isUnseen(int c) {
    if (c >= ' ' && c <= '~') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      case Character.CONTROL -> c != '\u0085' && !Character.isWhitespace(c);
      default -> false;
    };
  }

  private static boolean isCapitals(String text, int start, int end) {
    return text.substring(start, end).chars().noneMatch(c -> c >= 'a' && c <= 'z');
  }

  private static boolean isAlone(String text, int start, int end) {
    int before = start;
    while (before > 0 && !isLineEnd(text.charAt(before - 1))) {
      if (Character.isLetterOrDigit(text.codePointBefore(before))) {
        return false;
      }
      before--;
    }
    int after = end;
    while (after < text.length() && !isLineEnd(text.charAt(after))) {
      if (Character.isLetterOrDigit(text.codePointAt(after))) {
        return false;
      }
      after++;
    }
    return true;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /// @param verbEnd the place after its verb
  private record Word(int verbEnd, int end) {}
}
