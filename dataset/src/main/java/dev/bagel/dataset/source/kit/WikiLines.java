package dev.bagel.dataset.source.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of MediaWiki markup: headings, lists, tables, preformatted blocks.
final class WikiLines {
  private static final Pattern EQUALS = Pattern.compile("(={2,6})\\s*(.*?)\\s*\\1\\s*");
  private static final Pattern LIST = Pattern.compile("([*#:;]*[*#:])\\s*(.*)");
  private static final Pattern RULE = Pattern.compile("-{4,}|__[A-Z]+__");
  private static final Pattern RELATED =
      Pattern.compile(
          "(?i)(?:see also|also see|related|relevant|similar|references?|further reading|external"
              + " links?|links?|cf)(?:\\s+(?:tasks?|links?|pages?|articles?))?\\s*[.:]*");
  private static final Pattern RELATED_LINE =
      Pattern.compile(
          "(?i)(?:see also|also see|related tasks?|references?|cf)\\s*[.:].*|see also\\b.*");
  private static final Pattern COMPLETE = Pattern.compile(".*[:.?!,;]");
  private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");

  private final List<String> lines = new ArrayList<>();
  private final List<String> block = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private boolean related;

  private WikiLines() {}

  /// Text whose links, tags and entities are gone.
  static String plain(String markup) {
    WikiLines plain = new WikiLines();
    WikiTable table = new WikiTable();
    for (String line : markup.split("\n", -1)) {
      if (table.takes(line)) {
        plain.endBlock();
        plain.lines.addAll(table.finished());
      } else {
        plain.add(line);
      }
    }
    plain.endBlock();
    plain.lines.addAll(table.rest());
    return EMPTY_LINES.matcher(String.join("\n", plain.lines)).replaceAll("\n\n");
  }

  private void add(String line) {
    String text = Tidy.english(line);
    Matcher list = LIST.matcher(line.strip());
    if (text.isEmpty()) {
      endBlock();
      lines.add("");
    } else if (line.startsWith(" ")) {
      related = false;
      block.add(line.replace('\u00A0', ' '));
    } else if (RULE.matcher(text).matches()) {
      endBlock();
    } else if (isHeading(text)) {
      endBlock();
      addHeading(heading(text));
    } else if (list.matches()) {
      endBlock();
      addItem(list.group(1), Tidy.english(list.group(2)));
    } else {
      endBlock();
      numbers.clear();
      related = false;
      addUnlessRelated("", text);
    }
  }

  private static boolean isHeading(String line) {
    return line.startsWith(";") || EQUALS.matcher(line).matches();
  }

  private static String heading(String line) {
    Matcher equals = EQUALS.matcher(line);
    return equals.matches() ? equals.group(2) : line.substring(1).strip();
  }

  private void addHeading(String heading) {
    numbers.clear();
    related = RELATED.matcher(heading).matches();
    if (!related && !heading.isEmpty()) {
      addUnlessRelated("", COMPLETE.matcher(heading).matches() ? heading : heading + ":");
    }
  }

  private void addItem(String marks, String text) {
    if (related || text.isEmpty()) {
      return;
    }
    int depth = (int) marks.chars().filter(mark -> mark != ':' && mark != ';').count();
    switch (marks.charAt(marks.length() - 1)) {
      case '*' -> addUnlessRelated("  ".repeat(depth - 1) + "- ", text);
      case '#' -> addUnlessRelated("  ".repeat(depth - 1) + next(depth) + ". ", text);
      default -> addUnlessRelated("  ".repeat(depth), text);
    }
  }

  private int next(int depth) {
    while (numbers.size() > depth) {
      numbers.removeLast();
    }
    while (numbers.size() < depth) {
      numbers.add(0);
    }
    return numbers.set(depth - 1, numbers.getLast() + 1) + 1;
  }

  private void addUnlessRelated(String before, String text) {
    if (RELATED.matcher(text).matches()) {
      related = true;
    } else if (!RELATED_LINE.matcher(text).matches()) {
      lines.add(before + text);
    }
  }

  /// A preformatted block keeps its shape, not the blanks that all its lines begin with.
  private void endBlock() {
    int indent = block.stream().mapToInt(WikiLines::indent).min().orElse(0);
    block.forEach(line -> lines.add(line.substring(indent)));
    block.clear();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
