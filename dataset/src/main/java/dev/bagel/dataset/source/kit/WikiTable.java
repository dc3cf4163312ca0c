package dev.bagel.dataset.source.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A table in MediaWiki markup, read line by line.
final class WikiTable {
  private static final Pattern BEGIN = Pattern.compile("[:*\\s]*\\{\\|.*");
  private static final Pattern ATTRIBUTES = Pattern.compile("^[^|=]*=[^|]*\\|(?!\\|)");
  private static final Pattern BETWEEN = Pattern.compile("\\|\\||!!");

  private final List<String> rows = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private boolean open;

  /// Whether the line belongs to a table.
  boolean takes(String line) {
    String text = line.strip();
    if (!open) {
      open = BEGIN.matcher(line).matches();
      return open;
    }
    if (text.startsWith("|}")) {
      endRow();
      open = false;
    } else if (text.startsWith("|-")) {
      endRow();
    } else if (text.startsWith("|+")) {
      endRow();
      rows.add(cell(text.substring(2)));
    } else if (text.startsWith("|") || text.startsWith("!")) {
      for (String cell : BETWEEN.split(text.substring(1), -1)) {
        cells.add(cell(cell));
      }
    } else if (!text.isEmpty() && !cells.isEmpty()) {
      cells.add((cells.removeLast() + " " + Tidy.english(text)).strip());
    }
    return true;
  }

  /// The rows of a table that has just ended; empty while it goes on.
  List<String> finished() {
    return open ? List.of() : rest();
  }

  /// All rows that have not been given yet.
  List<String> rest() {
    endRow();
    List<String> all = List.copyOf(rows);
    rows.clear();
    return all;
  }

  private void endRow() {
    String row = String.join(" | ", cells).strip();
    if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
      rows.add(row);
    }
    cells.clear();
  }

  private static String cell(String text) {
    return Tidy.english(ATTRIBUTES.matcher(text).replaceFirst(""));
  }
}
