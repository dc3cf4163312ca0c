package dev.bagel.chat.template;

/// Shows a place of a template, or a value, in one short line.
final class Excerpt {
  private static final int WIDTH = 80;
  private static final int MESSAGE = 500;

  private Excerpt() {}

  /// The beginning of a text.
  static String of(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…";
  }

  /// `line 3, column 7: message | the line`, in one line whatever the message says.
  ///
  /// @param source that the position counts in
  static String located(String source, int position, String message) {
    if (position < 0) {
      return inOneLine(message);
    }
    int at = Math.min(position, source.length());
    int start = source.lastIndexOf('\n', at - 1) + 1;
    int end = source.indexOf('\n', at);
    long line = source.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    String shown = around(source.substring(start, end < 0 ? source.length() : end), at - start);
    return "line %d, column %d: %s | %s".formatted(line, at - start + 1, inOneLine(message), shown);
  }

  /// A template's own message may be of any length, with the conversation in it.
  private static String inOneLine(String message) {
    String start =
        message.length() <= MESSAGE ? message : message.substring(0, MESSAGE).strip() + "…";
    return start.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String around(String line, int column) {
    if (line.length() <= WIDTH) {
      return line.strip();
    }
    int start = Math.max(0, Math.min(column - WIDTH / 2, line.length() - WIDTH));
    String shown = line.substring(start, start + WIDTH).strip();
    return (start > 0 ? "…" : "") + shown + (start + WIDTH < line.length() ? "…" : "");
  }
}
