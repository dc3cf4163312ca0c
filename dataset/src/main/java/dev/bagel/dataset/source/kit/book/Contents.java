package dev.bagel.dataset.source.kit.book;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the pages that list a book's chapters or illustrations. They end where one of their own
/// entries comes again, or where a heading has more text under it than an entry could.
final class Contents {
  private static final Pattern PAGE = Pattern.compile("(?<![\\s.·])[\\s.·]{2,}+[\\divxlc]{1,5}$");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  /// More than a synopsis of a chapter.
  private static final int LONG = 1200;

  /// More than an entry.
  private static final int PARAGRAPH = 600;

  private static final int SHORTEST_ENTRY = 4;

  private final List<Block> blocks;
  private final @Nullable Heading[] headings;
  private final boolean[] listed;
  private final Set<String> entries = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();

  private Contents(List<Block> blocks, @Nullable Heading[] headings) {
    this.blocks = blocks;
    this.headings = headings;
    this.listed = new boolean[blocks.size()];
  }

  static Contents find(List<Block> blocks, @Nullable Heading[] headings) {
    Contents contents = new Contents(blocks, headings);
    for (int i = 0; i < blocks.size(); i++) {
      Heading heading = headings[i];
      if (heading != null && heading.level() == Heading.Level.CONTENTS) {
        i = contents.list(i);
      } else if (table(blocks.get(i))) {
        contents.add(i);
      }
    }
    return contents;
  }

  /// Whether a block belongs to such a page.
  boolean lists(int block) {
    return listed[block];
  }

  /// The first block after all of them.
  int end() {
    int end = listed.length;
    while (end > 0 && !listed[end - 1]) {
      end--;
    }
    return end;
  }

  /// Whether one of the entries reads like this block.
  boolean names(Block block) {
    String entry = entry(block.joined());
    return entry.length() >= SHORTEST_ENTRY && entries.contains(entry);
  }

  /// Whether one of the entries reads like a heading and the title below it, or like the title.
  boolean names(Block heading, Block title) {
    return names(title) || entries.contains(entry(heading.joined() + title.joined()));
  }

  private int list(int heading) {
    listed[heading] = true;
    int i = heading + 1;
    while (i < blocks.size() && !over(i)) {
      add(i++);
    }
    return i - 1;
  }

  private void add(int i) {
    listed[i] = true;
    Block block = blocks.get(i);
    if (block.chars() < LONG) {
      entries.add(entry(block.joined()));
    }
    for (String line : block.lines()) {
      entries.add(entry(line));
      Heading heading = Heading.ofLine(line);
      if (heading != null && heading.level() != Heading.Level.NUMBER) {
        numbers.add(key(heading));
      }
    }
  }

  private boolean over(int i) {
    Block block = blocks.get(i);
    Heading heading = headings[i];
    if (heading == null) {
      return Shape.small(block) ? names(block) : Shape.prose(block) && block.chars() > PARAGRAPH;
    }
    return switch (heading.level()) {
      case CONTENTS -> false;
      case NOTES, END -> entries.contains(entry(block.joined()));
      case DIVISION, CHAPTER, NUMBER ->
          names(block) || (heading.bare() && numbers.contains(key(heading))) || textUnder(i) > LONG;
    };
  }

  private int textUnder(int i) {
    int chars = 0;
    for (int j = i + 1; j < blocks.size() && headings[j] == null && chars <= LONG; j++) {
      chars += table(blocks.get(j)) ? 0 : blocks.get(j).chars();
    }
    return chars;
  }

  /// A block of three lines or more, most of them headings.
  private static boolean table(Block block) {
    int lines = block.lines().size();
    if (lines < 3) {
      return false;
    }
    long headings =
        block.lines().stream().map(Heading::ofLine).filter(Contents::numberedWord).count();
    return 2 * headings > lines;
  }

  private static boolean numberedWord(@Nullable Heading heading) {
    return heading != null && heading.number() > 0 && !heading.word().isEmpty();
  }

  private static String key(Heading heading) {
    return heading.word() + heading.number();
  }

  private static String entry(String line) {
    String withoutPage = line.length() > LONG ? line : PAGE.matcher(line).replaceFirst("");
    return NOT_WORD.matcher(withoutPage).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
