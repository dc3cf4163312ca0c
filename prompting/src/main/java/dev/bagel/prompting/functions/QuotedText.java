package dev.bagel.prompting.functions;

/// Text between the quotation marks of JSON, JavaScript or Python, single or double.
///
/// Line breaks and tabs may stand in it as they are, which models do. An escape that JSON lacks is
/// [Unclear], but for `\'` and Python's `\xNN`: nobody knows whether `\d` is `d` or `\d`.
final class QuotedText {
  private final String text;
  private int at;

  QuotedText(String text) {
    this.text = text;
  }

  /// Behind the closing quotation mark.
  int end() {
    return at;
  }

  String read(int start) throws Unclear {
    char quote = text.charAt(start);
    StringBuilder out = new StringBuilder();
    at = start + 1;
    while (next(start) != quote) {
      char c = text.charAt(at++);
      if (c == '\\') {
        escape(start, out);
      } else if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
        throw Unclear.at(text, at, "a control character stands in a text");
      } else {
        out.append(c);
      }
    }
    at++;
    return whole(out, start);
  }

  private char next(int start) throws Unclear {
    if (at >= text.length()) {
      throw Unclear.truncated(
          "the text that begins with '%s' is never closed: send all of it, and shorter"
              .formatted(Shown.of(text.substring(start, Math.min(text.length(), start + 20)))));
    }
    return text.charAt(at);
  }

  private void escape(int start, StringBuilder out) throws Unclear {
    char c = next(start);
    at++;
    switch (c) {
      case '"', '\'', '\\', '/' -> out.append(c);
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'u' -> out.append(hex(start, 4));
      case 'x' -> out.append(hex(start, 2));
      default ->
          throw Unclear.at(
              text,
              at,
              "'\\%s' is no escape of JSON: write '\\\\%s' for a backslash"
                  .formatted(Shown.of(String.valueOf(c)), Shown.of(String.valueOf(c))));
    }
  }

  private char hex(int start, int digits) throws Unclear {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      char c = next(start);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw Unclear.at(text, at, "an escape needs %d hexadecimal digits".formatted(digits));
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  /// Half a surrogate pair is no text.
  private String whole(StringBuilder out, int start) throws Unclear {
    for (int i = 0; i < out.length(); i++) {
      if (Character.isSurrogate(out.charAt(i))) {
        if (Character.isSurrogatePair(
            out.charAt(i), i + 1 < out.length() ? out.charAt(i + 1) : ' ')) {
          i++;
        } else {
          throw Unclear.at(text, start, "a text holds half a surrogate pair");
        }
      }
    }
    return out.toString();
  }
}
