package dev.bagel.chat;

/// White space as Python's `str` methods see it, so that trimmed text is the same to the byte as in
/// the Python pipelines that models were trained with.
///
/// Python's set (the documentation of `str.isspace`): Unicode's category Zs and the bidirectional
/// classes WS, B and S. Unlike [String#strip()] it holds U+0085, U+00A0, U+2007 and U+202F. All of
/// it lies in the basic plane.
public final class PythonText {
  private PythonText() {}

  public static boolean isSpace(char c) {
    return switch (c) {
      case '\t', '\n', 0x0B, '\f', '\r', 0x1C, 0x1D, 0x1E, 0x1F, ' ', 0x85, 0xA0 -> true;
      case 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }

  /// Whether there is nothing but white space; true of the empty text.
  public static boolean isBlank(String text) {
    return start(text) == text.length();
  }

  /// Without white space at both ends.
  public static String strip(String text) {
    int start = start(text);
    return text.substring(start, end(text, start));
  }

  /// Without white space at the start.
  public static String stripLeft(String text) {
    return text.substring(start(text));
  }

  /// Without white space at the end.
  public static String stripRight(String text) {
    return text.substring(0, end(text, 0));
  }

  private static int start(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static int end(String text, int start) {
    int end = text.length();
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
