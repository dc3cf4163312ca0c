package dev.bagel.dataset.source.kit.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes a book out of what Project Gutenberg puts around it: header, credits and licence.
final class Licence {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE;

  private static final Pattern START =
      Pattern.compile(
          "\\*{3} ?START OF .{0,20}PROJECT GUTENBERG.*|\\*END.{0,5}THE SMALL PRINT.*", FLAGS);
  private static final Pattern END =
      Pattern.compile(
          "\\*{3} ?END OF .{0,20}PROJECT GUTENBERG.*|\\*{3} ?START: FULL LICENSE.*"
              + "|END OF (?:THE |THIS )?PROJECT GUTENBERG.*|THE FULL PROJECT GUTENBERG LICENSE.*",
          FLAGS);
  private static final Pattern CREDIT =
      Pattern.compile(
          "\\[?_?(?:(?:re)?produced|transcribed|scanned|digiti[sz]ed|proofread|prepared|html"
              + " version|(?:this )?e-?(?:text|book)(?: was)?(?: \\w+)?) (?:by|from|for)\\b.*",
          FLAGS);
  private static final Pattern NOTE =
      Pattern.compile("\\[?[_*=]*(?:original )?transcriber[’']?s?[’']? notes?\\b.*", FLAGS);
  private static final Pattern GUTENBERG =
      Pattern.compile("project gutenberg|gutenberg\\.(?:org|net)", FLAGS);

  /// Credits stand among the first blocks.
  private static final int CREDITS = 6;

  private static final int MAX_LINE = 200;

  private Licence() {}

  /// The lines between the markers; all lines where there are none.
  static List<String> strip(List<String> lines) {
    int end = lines.size();
    int start = 0;
    for (int i = 0; i < end; i++) {
      String line = lines.get(i).strip();
      if (line.length() > MAX_LINE) {
        continue;
      }
      if (START.matcher(line).matches()) {
        start = markerEnd(lines, i);
      } else if (END.matcher(line).matches()) {
        end = i;
      }
    }
    return lines.subList(Math.min(start, end), end);
  }

  /// A long title wraps the marker onto a second or third line.
  private static int markerEnd(List<String> lines, int at) {
    for (int i = at; i < Math.min(at + 3, lines.size()); i++) {
      if (lines.get(i).stripTrailing().endsWith("*")) {
        return i + 1;
      }
    }
    return at + 1;
  }

  /// Without the credits of those who made the file, and anything else that names the project.
  static List<Block> withoutCredits(List<Block> blocks) {
    List<Block> kept = new ArrayList<>(blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (!(i < CREDITS && startsWith(CREDIT, block)) && !namesProject(block)) {
        kept.add(block);
      }
    }
    return kept;
  }

  /// Whether it is, or opens, a note of those who made the file.
  static boolean transcribersNote(Block block) {
    return startsWith(NOTE, block);
  }

  private static boolean startsWith(Pattern pattern, Block block) {
    String line = block.first().strip();
    return line.length() <= MAX_LINE && pattern.matcher(line).matches();
  }

  private static boolean namesProject(Block block) {
    return GUTENBERG.matcher(block.joined()).find();
  }
}
