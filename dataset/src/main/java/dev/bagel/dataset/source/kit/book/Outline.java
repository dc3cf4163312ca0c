package dev.bagel.dataset.source.kit.book;

import dev.bagel.dataset.source.kit.book.Heading.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds a book's headings, and divides its blocks among them.
final class Outline {
  private final List<Block> blocks;
  private final @Nullable Heading[] headings;
  private final Contents contents;
  private final boolean[] titles;

  private Outline(List<Block> blocks) {
    this.blocks = blocks;
    this.headings = new Heading[blocks.size()];
    for (int i = 0; i < headings.length; i++) {
      headings[i] = heading(blocks.get(i), i > 0 && headings[i - 1] != null);
    }
    this.contents = Contents.find(blocks, headings);
    addNamed();
    Numbering.keepRows(headings, contents);
    this.titles = Titles.find(blocks, headings, contents);
  }

  /// In reading order; every block that is neither heading nor title is in one of them.
  static List<Section> sections(List<Block> blocks) {
    return new Outline(split(blocks)).sections();
  }

  /// Headings that stand directly on their text, as blocks of their own.
  private static List<Block> split(List<Block> blocks) {
    List<Block> split = new ArrayList<>(blocks.size());
    for (Block block : blocks) {
      if (standsOnText(block)) {
        split.add(new Block(block.lines().subList(0, 1), block.gap()));
        split.add(new Block(block.lines().subList(1, block.lines().size()), 1));
      } else {
        split.add(block);
      }
    }
    return split;
  }

  private static boolean standsOnText(Block block) {
    if (block.lines().size() < 2) {
      return false;
    }
    Heading heading = Heading.ofLine(block.first());
    if (heading == null) {
      return false;
    }
    Block rest = new Block(block.lines().subList(1, block.lines().size()), 1);
    return switch (heading.level()) {
      case CONTENTS, NOTES -> block.gap() > 1;
      case CHAPTER -> heading.bare() && rest.lines().size() > 2 && Shape.prose(rest);
      case DIVISION, NUMBER, END -> false;
    };
  }

  private static @Nullable Heading heading(Block block, boolean afterHeading) {
    if (!Shape.small(block)) {
      return null;
    }
    Heading heading = Heading.ofLine(block.first());
    if (heading == null || lists(block, heading) || runsOn(block, heading)) {
      return null;
    }
    boolean apart =
        (block.gap() > 1 || afterHeading)
            && !(heading.level() == Level.NUMBER && Shape.cutOff(block));
    boolean certain = !heading.word().isEmpty() && heading.number() > 0;
    if (!apart && !certain && heading.level() != Level.END) {
      return null;
    }
    return block.lines().size() > 1
        ? new Heading(heading.level(), heading.word(), heading.number(), true)
        : heading;
  }

  /// Whether a paragraph starts like a heading: "BOOK I. (Folio), CHAPTER I. This whale, among
  /// the".
  private static boolean runsOn(Block block, Heading heading) {
    return heading.titled() && block.lines().size() > 2 && Shape.prose(block);
  }

  /// Whether a later line is a heading of the same kind.
  private static boolean lists(Block block, Heading first) {
    return block.lines().stream()
        .skip(1)
        .map(Heading::ofLine)
        .anyMatch(other -> other != null && other.word().equals(first.word()));
  }

  /// Titles that stand in the contents and again, apart, in the text.
  private void addNamed() {
    for (int i = contents.end(); i < headings.length; i++) {
      Block block = blocks.get(i);
      boolean apart = block.gap() > 1 && headings[i] == null;
      if (apart && Shape.small(block) && contents.names(block)) {
        headings[i] = new Heading(Level.CHAPTER, "title", 0, true);
      }
    }
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    Level level = null;
    List<Block> under = new ArrayList<>();
    for (int i = 0; i < headings.length; i++) {
      Level next = level(i, level);
      if (next != level || (headings[i] != null && next != Level.CONTENTS)) {
        sections.add(new Section(level, List.copyOf(under)));
        under.clear();
        level = next;
      }
      if ((headings[i] == null && !titles[i]) || contents.lists(i)) {
        under.add(blocks.get(i));
      }
    }
    sections.add(new Section(level, List.copyOf(under)));
    return sections;
  }

  private @Nullable Level level(int i, @Nullable Level before) {
    Heading heading = headings[i];
    if (contents.lists(i)) {
      return Level.CONTENTS;
    }
    if (heading != null) {
      return heading.level();
    }
    if (blocks.get(i).gap() > 1 && Licence.transcribersNote(blocks.get(i))) {
      return Level.NOTES;
    }
    return before == Level.CONTENTS ? null : before;
  }
}
