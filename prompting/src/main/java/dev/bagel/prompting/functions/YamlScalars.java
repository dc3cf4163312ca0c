package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.Value.Nothing;
import dev.bagel.prompting.functions.Value.Plain;
import dev.bagel.prompting.functions.Value.Text;

/// Values of YAML that begin at the cursor and are neither mappings nor lists of lines.
final class YamlScalars {
  private final YamlLines lines;

  YamlScalars(YamlLines lines) {
    this.lines = lines;
  }

  /// @param parent the column that further lines of the value are to the right of
  Value read(int parent, int depth) throws Unclear {
    return switch (lines.text.charAt(lines.start())) {
      case '"', '\'' -> quoted();
      case '[', '{' -> flow(depth);
      case '|', '>' -> new YamlBlockText(lines).read(parent);
      default -> plain(parent);
    };
  }

  private Value quoted() throws Unclear {
    YamlQuoted quoted = YamlQuoted.read(lines.text, lines.start());
    finishLine(quoted.end());
    return new Text(quoted.text());
  }

  private Value flow(int depth) throws Unclear {
    YamlFlow flow = new YamlFlow(lines.text, lines.start());
    Value value = flow.value(depth);
    finishLine(flow.position());
    return value;
  }

  /// Nothing but a comment may stand behind the value.
  private void finishLine(int end) throws Unclear {
    int rest = lines.firstOf(end);
    int lineEnd = lines.lineEnd(end);
    boolean comment = rest > end && rest < lineEnd && lines.text.charAt(rest) == '#';
    if (rest < lineEnd && !comment) {
      throw Unclear.at(
          lines.text,
          rest,
          "'%s' stands behind the end of a value: put all of it in quotes"
              .formatted(Shown.of(lines.text.substring(rest, lineEnd))));
    }
    lines.nextFrom(lineEnd + 1);
  }

  /// Further lines, indented, are joined to the first by spaces.
  private Value plain(int parent) throws Unclear {
    int start = lines.start();
    String first = lines.text.substring(start, lines.end());
    boolean colon = YamlKey.colon(lines.text, start, lines.end()) >= 0;
    StringBuilder whole = new StringBuilder(first);
    lines.next();
    while (lines.isDeeper(parent)) {
      boolean clear =
          !colon
              && !lines.blankBefore()
              && !lines.commentBefore()
              && YamlKey.colon(lines.text, lines.start(), lines.end()) < 0
              && !lines.text.startsWith("- ", lines.start());
      if (!clear) {
        throw Unclear.at(
            lines.text,
            lines.start(),
            "it is not clear how the text '%s' goes on: put it in quotes, or use '|'"
                .formatted(Shown.of(first)));
      }
      whole.append(' ').append(lines.text, lines.start(), lines.end());
      lines.next();
    }
    return plain(lines.text, start, whole.toString());
  }

  static Value plain(String text, int start, String plain) throws Unclear {
    char first = plain.charAt(0);
    if ("&*!|>[]{},#\"'".indexOf(first) >= 0 || plain.matches("[?-]([ \\t].*)?")) {
      throw Unclear.at(text, start, "a text that begins with '%s' needs quotes".formatted(first));
    }
    if (plain.contains(" #") || plain.contains("\t#")) {
      throw Unclear.at(
          text, start, "put '%s' in quotes, or leave out the comment".formatted(Shown.of(plain)));
    }
    return switch (plain) {
      case "~", "null", "Null", "NULL" -> new Nothing();
      default -> new Plain(plain);
    };
  }
}
