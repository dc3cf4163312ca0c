package dev.bagel.dataset.source.kit.book;

import dev.bagel.dataset.source.kit.book.Piece.Chapter;
import dev.bagel.dataset.source.kit.book.Piece.Paratext;
import dev.bagel.dataset.source.kit.book.Piece.Place;
import java.util.ArrayList;
import java.util.List;

/// A plain text book, in the layout of Project Gutenberg's files.
public final class Book {
  /// Text under no chapter heading, such as a frame story before chapter one, is a chapter when it
  /// has this many characters; dedications and mottoes have fewer.
  private static final int SUBSTANTIAL = 1000;

  /// What follows "The End" is a chapter only if it is a book of its own: catalogues are long too.
  private static final int ANOTHER_BOOK = 20_000;

  private Book() {}

  /// All of a book in reading order, but for headings and what Project Gutenberg added. Empty where
  /// nothing else is there. A book without a recognisable chapter is one chapter.
  public static List<Piece> pieces(String text) {
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> body = Licence.strip(unmarked.lines().toList());
    List<String> lines = Brackets.strip(String.join("\n", body)).lines().toList();
    List<Block> blocks = Licence.withoutCredits(Block.of(lines));
    List<Section> sections = Outline.sections(blocks);
    Layout layout = Layout.of(blocks);
    List<Piece> pieces = pieces(sections, layout, SUBSTANTIAL);
    return pieces.stream().anyMatch(Chapter.class::isInstance)
        ? pieces
        : pieces(sections, layout, 0);
  }

  private static List<Piece> pieces(List<Section> sections, Layout layout, int substantial) {
    List<Piece> pieces = new ArrayList<>();
    for (Section section : sections) {
      List<Block> blocks = section.blocks();
      switch (section.level()) {
        case CHAPTER, NUMBER -> addChapter(pieces, layout.text(blocks));
        case CONTENTS -> addParatext(pieces, Place.CONTENTS, layout.text(blocks));
        case NOTES -> addParatext(pieces, Place.NOTES, layout.text(blocks));
        case END -> addUnheaded(pieces, blocks, layout, Place.END, ANOTHER_BOOK);
        case DIVISION -> addUnheaded(pieces, blocks, layout, Place.FRONT, substantial);
        case null -> addUnheaded(pieces, blocks, layout, Place.FRONT, substantial);
      }
    }
    return pieces;
  }

  private static void addUnheaded(
      List<Piece> pieces, List<Block> blocks, Layout layout, Place place, int substantial) {
    int first = place == Place.FRONT ? titlePage(blocks) : 0;
    List<Block> rest = blocks.subList(first, blocks.size());
    if (prose(rest) < substantial) {
      addParatext(pieces, place, layout.text(blocks));
    } else {
      addParatext(pieces, place, layout.text(blocks.subList(0, first)));
      addChapter(pieces, layout.text(rest));
    }
  }

  /// How many of the first blocks are titles and names.
  private static int titlePage(List<Block> blocks) {
    int i = 0;
    while (i < blocks.size() && (Shape.title(blocks.get(i)) || Shape.byline(blocks.get(i)))) {
      i++;
    }
    return i;
  }

  private static int prose(List<Block> blocks) {
    return blocks.stream().filter(Shape::prose).mapToInt(Block::chars).sum();
  }

  private static void addChapter(List<Piece> pieces, String text) {
    if (!text.isBlank()) {
      pieces.add(new Chapter(text));
    }
  }

  private static void addParatext(List<Piece> pieces, Place place, String text) {
    if (!text.isBlank()) {
      pieces.add(new Paratext(place, text));
    }
  }
}
