package dev.bagel.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Text in columns, as wide as their widest cell; the last column is as wide as a terminal of 80
/// leaves room for, and goes on below where that is too little.
final class TextTable {
  static final int WIDTH = 79;
  private static final int LEAST = 20;
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> right = new HashSet<>();

  /// @param headings none for a table without them
  TextTable(String... headings) {
    if (headings.length > 0) {
      rows.add(List.of(headings));
    }
  }

  /// Sets columns flush right, counted from 0.
  TextTable right(Integer... columns) {
    right.addAll(List.of(columns));
    return this;
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    return rows.stream().map(this::row).collect(Collectors.joining("\n"));
  }

  private String row(List<String> cells) {
    StringBuilder line = new StringBuilder();
    int last = cells.size() - 1;
    for (int i = 0; i < last; i++) {
      line.append(padded(i, cells.get(i))).append(GAP);
    }
    int room = Math.max(LEAST, WIDTH - line.length());
    String below = "\n" + " ".repeat(line.length());
    String text = right.contains(last) ? padded(last, cells.get(last)) : cells.get(last);
    return line.append(String.join(below, wrapped(text, room))).toString().stripTrailing();
  }

  private String padded(int column, String cell) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String padding = " ".repeat(width - cell.length());
    return right.contains(column) ? padding + cell : cell + padding;
  }

  /// Broken at blanks, so that no line is wider than `room` unless a word is.
  static List<String> wrapped(String text, int room) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > room) {
      int blank = rest.lastIndexOf(' ', room);
      int cut = blank > 0 ? blank : rest.indexOf(' ', room);
      if (cut < 0) {
        break;
      }
      lines.add(rest.substring(0, cut));
      rest = rest.substring(cut + 1);
    }
    lines.add(rest);
    return lines;
  }
}
