package dev.bagel.dataset.source.kit.book;

import dev.bagel.dataset.source.kit.book.Piece.Chapter;
import dev.bagel.dataset.source.kit.book.Piece.Paratext;
import java.util.List;

/// Small books, laid out as Project Gutenberg does.
final class Books {
  static final String PROSE =
      """
      The miller had counted his sacks twice before the sun came over the
      hill, and twice the number had come out different. He sat down upon
      the lowest of them and thought about the matter.
      """;
  static final String PROSE_TEXT =
      "The miller had counted his sacks twice before the sun came over the hill, and twice the"
          + " number had come out different. He sat down upon the lowest of them and thought about"
          + " the matter.";
  static final String OTHER =
      """
      "It is the mice," said his wife from the doorway, "or it is the boy,
      and the mice cannot carry a sack."
      """;
  static final String OTHER_TEXT =
      "\"It is the mice,\" said his wife from the doorway, \"or it is the boy, and the mice cannot"
          + " carry a sack.\"";

  private Books() {}

  /// Parts with room between them.
  static String of(String... parts) {
    return String.join("\n\n\n\n", parts);
  }

  static List<String> chapters(String text) {
    return Book.pieces(text).stream().filter(Chapter.class::isInstance).map(Piece::text).toList();
  }

  static List<String> paratexts(String text) {
    return Book.pieces(text).stream().filter(Paratext.class::isInstance).map(Piece::text).toList();
  }
}
