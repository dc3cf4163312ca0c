package dev.bagel.prompting.functions;

/// A cursor on the lines of a block of YAML within a text; blank lines and comments are passed
/// over.
///
/// The block ends where a line that is not deeper than its first one is a fence or a mark between
/// documents, or at the end of the text.
final class YamlLines {
  final String text;
  private final int base;
  private int indent;
  private int start;
  private int end;
  private boolean blankBefore;
  private boolean commentBefore;
  private boolean done;

  /// @param lineStart where the first line begins
  /// @param base how far it is indented
  YamlLines(String text, int lineStart, int base) throws Unclear {
    this.text = text;
    this.base = base;
    load(lineStart, lineStart + base);
  }

  boolean done() {
    return done;
  }

  /// The column of the cursor.
  int indent() {
    return indent;
  }

  int start() {
    return start;
  }

  /// The end of the cursor's line, without white space at its end.
  int end() {
    return end;
  }

  boolean blankBefore() {
    return blankBefore;
  }

  boolean commentBefore() {
    return commentBefore;
  }

  boolean has(int indent) {
    return !done && this.indent == indent;
  }

  boolean isDeeper(int indent) {
    return !done && this.indent > indent;
  }

  /// Behind the block, where nothing of it was read.
  int position() {
    return done ? Math.min(start, text.length()) : start - indent;
  }

  /// Moves on within the line, as behind the dash of a list's item.
  void moveTo(int position) {
    indent += position - start;
    start = position;
  }

  void next() throws Unclear {
    nextFrom(lineEnd(start) + 1);
  }

  /// Goes to the first line from here on that says something.
  void nextFrom(int lineStart) throws Unclear {
    blankBefore = false;
    commentBefore = false;
    int line = lineStart;
    while (line < text.length()) {
      int first = firstOf(line);
      if (first == lineEnd(line)) {
        blankBefore = true;
      } else if (text.charAt(first) == '#') {
        commentBefore = true;
      } else {
        load(line, first);
        return;
      }
      line = lineEnd(line) + 1;
    }
    start = text.length();
    done = true;
  }

  private void load(int lineStart, int first) throws Unclear {
    indent = first - lineStart;
    start = first;
    end = lineEnd(first);
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    done = indent <= base && closes();
    if (!done && text.substring(lineStart, first).indexOf('\t') >= 0) {
      throw Unclear.at(text, first, "YAML is indented with spaces, not with tabs");
    }
  }

  private boolean closes() {
    return text.startsWith("```", start)
        || text.startsWith("~~~", start)
        || text.startsWith("---", start)
        || (text.startsWith("...", start) && end == start + 3);
  }

  /// Of the first character that is not blank, or of the line's end.
  int firstOf(int line) {
    int first = line;
    while (first < text.length() && isBlank(text.charAt(first))) {
      first++;
    }
    return first;
  }

  int lineEnd(int position) {
    int end = text.indexOf('\n', position);
    return end < 0 ? text.length() : end;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
