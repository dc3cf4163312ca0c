package dev.bagel.dataset.source.kit.book;

import dev.bagel.dataset.source.kit.book.Heading.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the titles that stand below their numbers. Capitals tell them; so does habit, where nearly
/// every chapter of the book starts with a line apart.
final class Titles {
  private static final double HABIT = 0.8;
  private static final int FEWEST = 3;

  private final List<Block> blocks;
  private final @Nullable Heading[] headings;
  private final Contents contents;

  private Titles(List<Block> blocks, @Nullable Heading[] headings, Contents contents) {
    this.blocks = blocks;
    this.headings = headings;
    this.contents = contents;
  }

  static boolean[] find(List<Block> blocks, @Nullable Heading[] headings, Contents contents) {
    Titles titles = new Titles(blocks, headings, contents);
    boolean[] found = new boolean[headings.length];
    boolean habit = titles.habit();
    for (int i = 0; i < headings.length; i++) {
      Heading heading = headings[i];
      if (heading == null || contents.lists(i) || !titles.follows(heading, i + 1)) {
        continue;
      }
      found[i + 1] =
          contents.names(blocks.get(i), blocks.get(i + 1))
              || titles.shaped(i + 1, heading)
              || (habit && titles.apart(heading, i + 1));
      if (found[i + 1] && i + 3 < headings.length && titles.plain(i + 2) && titles.plain(i + 3)) {
        found[i + 2] = Shape.small(blocks.get(i + 2)) && Shape.capitals(blocks.get(i + 2).joined());
      }
    }
    return found;
  }

  /// Whether a title may stand there: a titled heading has its own.
  private boolean follows(Heading heading, int i) {
    boolean takesTitle =
        switch (heading.level()) {
          case DIVISION, CHAPTER, NUMBER -> heading.bare();
          case CONTENTS, NOTES, END -> false;
        };
    return takesTitle && plain(i) && (plain(i + 1) || heading.level() == Level.DIVISION);
  }

  private boolean plain(int i) {
    return i < headings.length && headings[i] == null && !contents.lists(i);
  }

  /// Below a letter's number an address may stand, below a preface's name a first sentence: there
  /// only capitals tell a title.
  private boolean shaped(int i, Heading heading) {
    Block block = blocks.get(i);
    return numberedChapter(heading)
        ? Shape.title(block) && (!Shape.quoted(block) || Shape.capitals(block.joined()))
        : Shape.small(block) && Shape.capitals(block.joined());
  }

  private boolean apart(Heading heading, int i) {
    return numberedChapter(heading)
        && Shape.small(blocks.get(i))
        && !Shape.cutOff(blocks.get(i))
        && !Shape.quoted(blocks.get(i))
        && !blocks.get(i).indented()
        && i + 1 < blocks.size()
        && blocks.get(i + 1).gap() > 1;
  }

  private static boolean numberedChapter(Heading heading) {
    return heading.number() > 0 && !heading.word().equals("letter");
  }

  private boolean habit() {
    int bare = 0;
    int apart = 0;
    for (int i = 0; i < headings.length; i++) {
      Heading heading = headings[i];
      if (heading != null && heading.level() != Level.DIVISION && follows(heading, i + 1)) {
        bare++;
        apart += apart(heading, i + 1) ? 1 : 0;
      }
    }
    return bare >= FEWEST && apart >= HABIT * bare;
  }
}
