package dev.bagel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a terminal as live displays use: what stands on it after all that was printed, with
/// what has scrolled off above. A line that is too wide wraps unless wrapping is off.
final class Screen {
  private static final Pattern CODE = Pattern.compile("\u001b\\[(\\??)(\\d*)([A-Za-z])");

  private final int rows;
  private final int columns;
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;
  private boolean wraps = true;

  Screen(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /// What a person sees, scrolled back to the top.
  String after(String printed) {
    Matcher code = CODE.matcher(printed);
    int at = 0;
    while (at < printed.length()) {
      if (code.region(at, printed.length()).lookingAt()) {
        obey(code);
        at = code.end();
      } else {
        put(printed.charAt(at++));
      }
    }
    return lines.stream()
        .map(line -> line.toString().stripTrailing())
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  private void obey(Matcher code) {
    int number = code.group(2).isEmpty() ? 1 : Integer.parseInt(code.group(2));
    switch (code.group(1) + code.group(3)) {
      case "A" -> row = Math.max(Math.max(0, lines.size() - rows), row - number);
      case "K" -> line().setLength(Math.min(column, line().length()));
      case "J" -> {
        line().setLength(Math.min(column, line().length()));
        lines.subList(row + 1, lines.size()).forEach(below -> below.setLength(0));
      }
      case "?h" -> wraps = true;
      case "?l" -> wraps = false;
      case "m" -> {} // colours
      default -> throw new AssertionError("no display prints " + code.group());
    }
  }

  private void put(char c) {
    if (c == '\r') {
      column = 0;
    } else if (c == '\n') {
      feed();
    } else {
      if (column == columns) {
        if (wraps) {
          feed();
        } else {
          column--;
        }
      }
      line().append(" ".repeat(Math.max(0, column + 1 - line().length())));
      line().setCharAt(column++, c);
    }
  }

  private void feed() {
    row++;
    column = 0;
    if (row == lines.size()) {
      lines.add(new StringBuilder());
    }
  }

  private StringBuilder line() {
    return lines.get(row);
  }
}
