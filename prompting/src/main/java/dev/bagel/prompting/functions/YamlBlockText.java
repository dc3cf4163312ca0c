package dev.bagel.prompting.functions;

import dev.bagel.prompting.functions.Value.Text;
import java.util.ArrayList;
import java.util.List;

/// The text behind `|` (line by line) or `>` (lines joined), chapter 8.1 of YAML 1.2.2, without an
/// indentation that is told in digits.
final class YamlBlockText {
  private final YamlLines lines;
  private final List<String> content = new ArrayList<>();
  private int trailing;

  YamlBlockText(YamlLines lines) {
    this.lines = lines;
  }

  Text read(int parent) throws Unclear {
    String header = lines.text.substring(lines.start(), lines.end());
    int comment = header.indexOf(" #");
    String style = (comment < 0 ? header : header.substring(0, comment)).strip();
    if (!style.matches("[|>][+-]?")) {
      throw Unclear.at(
          lines.text,
          lines.start(),
          "after '%s' the text must begin on the next line".formatted(style.charAt(0)));
    }
    collect(parent);
    String body = style.charAt(0) == '|' ? String.join("\n", content) : folded();
    return new Text(body + ending(style));
  }

  private String ending(String style) {
    if (style.endsWith("-")) {
      return "";
    }
    int last = content.isEmpty() ? 0 : 1;
    return style.endsWith("+") ? "\n".repeat(last + trailing) : "\n".repeat(last);
  }

  /// The lines without their common indentation; blank ones at the end are only counted.
  private void collect(int parent) throws Unclear {
    int indent = -1;
    int widest = 0;
    int line = lines.lineEnd(lines.start()) + 1;
    while (line < lines.text.length()) {
      int end = lines.lineEnd(line);
      int first = firstNotSpace(line, end);
      if (first == end) {
        if (indent < 0 || end - line <= indent) {
          trailing++;
          widest = indent < 0 ? Math.max(widest, end - line) : widest;
        } else {
          add(lines.text.substring(line + indent, end));
        }
      } else if (first - line <= parent) {
        if (lines.text.charAt(first) == '\t') {
          throw Unclear.at(lines.text, first, "YAML is indented with spaces, not with tabs");
        }
        break;
      } else {
        indent = indent < 0 ? first - line : indent;
        if (first - line < indent || widest > indent) {
          throw Unclear.at(lines.text, first, "a line of a block text is not indented enough");
        }
        add(lines.text.substring(line + indent, end));
      }
      line = end + 1;
    }
    lines.nextFrom(line);
  }

  private void add(String text) {
    for (; trailing > 0; trailing--) {
      content.add("");
    }
    content.add(text);
  }

  private int firstNotSpace(int line, int end) {
    int first = line;
    while (first < end && lines.text.charAt(first) == ' ') {
      first++;
    }
    return first;
  }

  /// Line ends between lines of the common indentation become spaces, blank lines line ends.
  private String folded() {
    StringBuilder out = new StringBuilder();
    int blank = 0;
    boolean begun = false;
    boolean wasDeeper = false;
    for (String line : content) {
      if (line.isEmpty()) {
        blank++;
        continue;
      }
      boolean deeper = YamlLines.isBlank(line.charAt(0));
      if (!begun) {
        out.repeat("\n", blank);
      } else if (deeper || wasDeeper) {
        out.repeat("\n", blank + 1);
      } else {
        out.append(blank == 0 ? " " : "\n".repeat(blank));
      }
      out.append(line);
      begun = true;
      wasDeeper = deeper;
      blank = 0;
    }
    return out.toString();
  }
}
