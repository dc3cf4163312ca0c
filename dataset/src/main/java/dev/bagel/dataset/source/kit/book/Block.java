package dev.bagel.dataset.source.kit.book;

import java.util.ArrayList;
import java.util.List;

/// Lines with no empty line between them: a paragraph, a stanza, a heading.
///
/// @param lines at least one, none blank, without white space at their ends
/// @param gap how many empty lines stand before it; many for the first
record Block(List<String> lines, int gap) {
  private static final int FIRST = 9;

  static List<Block> of(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<String> open = new ArrayList<>();
    int gap = FIRST;
    for (String line : lines) {
      if (!line.isBlank()) {
        open.add(line.stripTrailing());
        continue;
      }
      if (!open.isEmpty()) {
        blocks.add(new Block(List.copyOf(open), gap));
        open.clear();
        gap = 0;
      }
      gap++;
    }
    if (!open.isEmpty()) {
      blocks.add(new Block(List.copyOf(open), gap));
    }
    return blocks;
  }

  String first() {
    return lines.getFirst();
  }

  /// All lines on one, single-spaced.
  String joined() {
    StringBuilder joined = new StringBuilder();
    for (String line : lines) {
      joined.append(joined.isEmpty() ? "" : " ").append(line.strip());
    }
    return joined.toString();
  }

  int chars() {
    return lines.stream().mapToInt(String::length).sum();
  }

  /// Whether every line starts with white space.
  boolean indented() {
    return lines.stream().allMatch(line -> indent(line) > 0);
  }

  static int indent(String line) {
    int i = 0;
    while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
      i++;
    }
    return i;
  }
}
