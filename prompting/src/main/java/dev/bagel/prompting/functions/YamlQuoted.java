package dev.bagel.prompting.functions;

/// A text between quotation marks of YAML, on one line.
///
/// @param end behind the closing mark
record YamlQuoted(String text, int end) {

  static YamlQuoted read(String text, int start) throws Unclear {
    YamlQuoted read = text.charAt(start) == '\'' ? single(text, start) : doubled(text, start);
    if (text.substring(start, read.end).indexOf('\n') >= 0) {
      throw Unclear.at(text, start, "a text in quotes must end on its line: write \\n or use '|'");
    }
    return read;
  }

  private static YamlQuoted doubled(String text, int start) throws Unclear {
    QuotedText quoted = new QuotedText(text);
    String read = quoted.read(start);
    return new YamlQuoted(read, quoted.end());
  }

  /// Two marks stand for one; nothing else is special.
  private static YamlQuoted single(String text, int start) throws Unclear {
    StringBuilder out = new StringBuilder();
    int at = start + 1;
    while (true) {
      int mark = text.indexOf('\'', at);
      if (mark < 0) {
        throw Unclear.truncated(
            "the text in line '%s' is never closed".formatted(line(text, start)));
      }
      out.append(text, at, mark);
      if (mark + 1 >= text.length() || text.charAt(mark + 1) != '\'') {
        return new YamlQuoted(out.toString(), mark + 1);
      }
      out.append('\'');
      at = mark + 2;
    }
  }

  private static String line(String text, int start) {
    return Shown.of(text.substring(start, Math.min(text.length(), start + 20)));
  }
}
