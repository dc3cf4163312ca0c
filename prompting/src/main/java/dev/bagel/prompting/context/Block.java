package dev.bagel.prompting.context;

import java.util.ArrayList;
import java.util.List;

/// A piece of text that a question is about, with the metadata that an answer cites it by.
///
/// @param metadata in the order in which the model sees it; a key may come twice; may be empty
/// @param text any text, empty too
public record Block(List<Field> metadata, String text) {
  public Block {
    metadata = List.copyOf(metadata);
  }

  /// A block without metadata.
  public static Block of(String text) {
    return new Block(List.of(), text);
  }

  /// This block with one more line of metadata, the last.
  public Block with(String key, String value) {
    List<Field> fields = new ArrayList<>(metadata);
    fields.add(new Field(key, value));
    return new Block(fields, text);
  }

  /// This block's metadata with another text.
  public Block withText(String other) {
    return new Block(metadata, other);
  }
}
