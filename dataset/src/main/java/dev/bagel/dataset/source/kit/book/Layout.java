package dev.bagel.dataset.source.kit.book;

import java.util.ArrayList;
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
  private static final int VERSE_INDENT = 2;

  /// A line that ends before this part of the width, though the next word would have fit, was ended
  /// on purpose.
  private static final double EARLY = 0.8;

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
    for (Block block : blocks) {
      if (Shape.ornament(block)) {
        if (!paragraphs.isEmpty() && !paragraphs.getLast().equals(BREAK)) {
          paragraphs.add(BREAK);
        }
      } else if (!note(block)) {
        paragraphs(block).stream().filter(text -> !text.isBlank()).forEach(paragraphs::add);
      }
    }
    if (!paragraphs.isEmpty() && paragraphs.getLast().equals(BREAK)) {
      paragraphs.removeLast();
    }
    return String.join("\n\n", paragraphs);
  }

  private static boolean note(Block block) {
    return block.first().startsWith("*") && STARRED_NOTE.matcher(block.joined()).matches();
  }

  /// A block holds several where lines of verse follow prose without an empty line.
  private List<String> paragraphs(Block block) {
    List<String> texts = new ArrayList<>();
    List<String> lines = block.lines();
    if (block.indented()) {
      return List.of(verse(lines) ? lines(lines) : paragraph(lines));
    }
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || inset(lines, i) != inset(lines, i - 1)) {
        List<String> run = lines.subList(from, i);
        texts.add(inset(lines, from) || verse(run) ? lines(run) : paragraph(run));
        from = i;
      }
    }
    return texts;
  }

  /// Whether a line is one of several indented ones: a single one is a paragraph's first.
  private static boolean inset(List<String> lines, int i) {
    return deep(lines, i) && (deep(lines, i - 1) || deep(lines, i + 1));
  }

  private static boolean deep(List<String> lines, int i) {
    return i >= 0 && i < lines.size() && Block.indent(lines.get(i)) >= VERSE_INDENT;
  }

  /// Whether most lines end though there was room for the next word.
  private boolean verse(List<String> lines) {
    if (lines.size() < 2) {
      return false;
    }
    int longest = lines.stream().mapToInt(String::length).max().orElse(0);
    boolean wide = longest >= EARLY * width;
    int limit = wide ? longest : width;
    int early = 0;
    for (int i = 0; i + 1 < lines.size(); i++) {
      int withNext = lines.get(i).length() + 1 + firstWord(lines.get(i + 1));
      early += withNext <= EARLY * limit ? 1 : 0;
    }
    return 2 * early >= lines.size() - 1;
  }

  private static int firstWord(String line) {
    int start = Block.indent(line);
    int end = line.indexOf(' ', start);
    return (end < 0 ? line.length() : end) - start;
  }

  private static String lines(List<String> lines) {
    int margin = lines.stream().mapToInt(Block::indent).min().orElse(0);
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(text.isEmpty() ? "" : "\n").append(line, margin, line.length());
    }
    return Inline.clean(text.toString());
  }

  private static String paragraph(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      String next = line.strip();
      text.append(text.isEmpty() || joins(text, next) ? "" : " ").append(next);
    }
    return Inline.clean(text.toString());
  }

  /// A line that was broken at a hyphen or dash goes on without a space.
  private static boolean joins(CharSequence text, String next) {
    int last = text.length() - 1;
    char end = text.charAt(last);
    boolean spaced = last > 0 && text.charAt(last - 1) == ' ';
    return ((end == '-' || end == '—') && !spaced) || next.startsWith("--") || next.startsWith("—");
  }
}
