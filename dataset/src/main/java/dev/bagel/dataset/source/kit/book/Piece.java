package dev.bagel.dataset.source.kit.book;

/// A piece of a book, in reading order: its text, or what stands around the text.
public sealed interface Piece {
  /// Paragraphs and stanzas, with an empty line between each two. Never blank.
  String text();

  /// One chapter without its heading.
  record Chapter(String text) implements Piece {}

  /// What no reader would miss: title pages, dedications, contents, notes, colophons.
  record Paratext(Place place, String text) implements Piece {}

  /// Where a paratext stands.
  enum Place {
    /// Before the first chapter, or between a part's heading and its first chapter.
    FRONT,
    /// Under a heading such as Contents or List of Illustrations.
    CONTENTS,
    /// Under a heading such as Footnotes or Transcriber's Note.
    NOTES,
    /// After the words "The End".
    END
  }
}
