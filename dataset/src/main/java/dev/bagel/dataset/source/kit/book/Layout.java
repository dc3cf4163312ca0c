package dev.bagel.dataset.source.kit.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Turns blocks of hard-wrapped lines into paragraphs. Lines that were meant to be lines stay so:
/// verse, addresses, signatures, tables. Their indentation is kept relative to the leftmost.
///
/// @param width the line length at which the book was wrapped, in chars
record Layout(int width) {
  private static final String BREAK = "* * *";
  private static final Pattern STARRED_NOTE = Pattern.compile("\\*{1,3} ?[\\p{L}\"“'‘][^*]*+");

  private static final int NARROWEST = 50;
  private static final int INSET = 2;

  static Layout of(List<Block> blocks) {
    int[] lengths =
        blocks.stream()
            .flatMap(block -> block.lines().stream())
            .mapToInt(String::length)
            .sorted()
            .toArray();
    int usual = lengths.length == 0 ? 0 : lengths[(int) (0.9 * (lengths.length - 1))];
    return new Layout(Math.max(NARROWEST, usual));
  }

  /// Paragraphs with an empty line between each two; a row of stars for every ornamental break.
  String text(List<Block> blocks) {
    List<String> paragraphs = new ArrayList<>();
    int[] insetWidths = insetWidths(blocks);
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (Shape.ornament(block)) {
        if (!paragraphs.isEmpty() && !paragraphs.getLast().equals(BREAK)) {
          paragraphs.add(BREAK);
        }
      } else if (!note(block)) {
        for (Run run : runs(block, insetWidths[i])) {
          String text = run.text();
          if (!text.isBlank()) {
            paragraphs.add(text);
          }
        }
      }
    }
    if (!paragraphs.isEmpty() && paragraphs.getLast().equals(BREAK)) {
      paragraphs.removeLast();
    }
    return String.join("\n\n", paragraphs);
  }

  /// A footnote that is marked with a star.
  private static boolean note(Block block) {
    return block.first().startsWith("*") && STARRED_NOTE.matcher(block.joined()).matches();
  }

  /// A block holds several where lines of verse follow prose without an empty line.
  private List<Run> runs(Block block, int insetWidth) {
    List<String> lines = block.lines();
    if (block.indented()) {
      return List.of(new Run(lines, true, insetWidth));
    }
    List<Run> runs = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || inset(lines, i) != inset(lines, i - 1)) {
        List<String> run = lines.subList(from, i);
        boolean inset = inset(lines, from);
        runs.add(new Run(run, inset, inset ? longest(run) : width));
        from = i;
      }
    }
    return runs;
  }

  /// Whether a line is one of several indented ones: a single one is a paragraph's first.
  private static boolean inset(List<String> lines, int i) {
    return deep(lines, i) && (deep(lines, i - 1) || deep(lines, i + 1));
  }

  private static boolean deep(List<String> lines, int i) {
    return i >= 0 && i < lines.size() && Block.indent(lines.get(i)) >= INSET;
  }

  /// For every indented block the longest line of it and of the indented blocks around it.
  private static int[] insetWidths(List<Block> blocks) {
    int[] widths = new int[blocks.size()];
    int from = 0;
    for (int i = 0; i <= widths.length; i++) {
      if (i == widths.length || !blocks.get(i).indented()) {
        int widest =
            blocks.subList(from, i).stream().mapToInt(b -> longest(b.lines())).max().orElse(0);
        Arrays.fill(widths, from, i, widest);
        from = i + 1;
      }
    }
    return widths;
  }

  private static int longest(List<String> lines) {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }
}
