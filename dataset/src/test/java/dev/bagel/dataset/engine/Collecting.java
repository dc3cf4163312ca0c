package dev.bagel.dataset.engine;

import java.util.ArrayList;
import java.util.List;

/// Writes a part into a list.
///
/// @param part its number
public record Collecting(int part, List<Item> items) implements PartWriter<Item, Collecting> {

  public static Collecting open(int part) {
    return new Collecting(part, new ArrayList<>());
  }

  @Override
  public void accept(Item item) {
    items.add(item);
  }

  @Override
  public Collecting finish() {
    return this;
  }

  @Override
  public void close() {}

  /// All items in the order in which they were written.
  public static List<Item> items(List<Collecting> parts) {
    return parts.stream().flatMap(part -> part.items.stream()).toList();
  }
}
