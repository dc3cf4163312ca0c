package dev.bagel.chat;

/// Runs of empty lines in an answer. A line end is `\n` or `\r\n`; a lone `\r` is none.
final class LineEnds {
  private LineEnds() {}

  /// Of each run of three or more line ends, the first two, as they stand: text with `\r\n` keeps
  /// it. Reads the text once, since a run may be as long as the text.
  static String collapse(String text) {
    StringBuilder kept = new StringBuilder();
    int copied = 0;
    int run = 0;
    int at = 0;
    while (at < text.length()) {
      int end = afterLineEnd(text, at);
      if (end == at) {
        at++;
        run = 0;
        continue;
      }
      if (++run > 2) {
        kept.append(text, copied, at);
        copied = end;
      }
      at = end;
    }
    return copied == 0 ? text : kept.append(text, copied, text.length()).toString();
  }

  /// The place after the line end that begins at `at`, or `at` where none does.
  private static int afterLineEnd(String text, int at) {
    if (text.charAt(at) == '\n') {
      return at + 1;
    }
    return text.startsWith("\r\n", at) ? at + 2 : at;
  }
}
