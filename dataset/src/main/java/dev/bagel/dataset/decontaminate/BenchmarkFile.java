package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.files.Rows;
import dev.bagel.dataset.files.TypedRow;
import dev.bagel.dataset.files.TypedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A user's own file of benchmark items, in any format that Bagel reads: `text`, and where it has
/// them `benchmark` (otherwise the file's name) and `index` (otherwise the row, from 0).
///
/// @param items in the file's order
/// @param empty how many rows have a text that shows no character: no item, since it would ask
///   nothing
public record BenchmarkFile(List<BenchmarkItem> items, long empty) {
  private record Item(String text, @Nullable String benchmark, @Nullable Long index) {}

  public BenchmarkFile {
    items = List.copyOf(items);
  }

  /// @throws BagelException USER when a row cannot be read, or there is no item: a benchmark must
  ///   be whole
  public static BenchmarkFile read(DataFile file) {
    String name = String.valueOf(file.path().getFileName());
    String benchmark = RowFiles.stem(name).orElse(name);
    List<BenchmarkItem> items = new ArrayList<>();
    long empty = 0;
    try (Rows<Item> rows = TypedRows.open(file, Item.class, "benchmark " + benchmark)) {
      for (TypedRow<Item> row = rows.next(); row != null; row = rows.next()) {
        Item item = sound(row, file);
        if (Words.of(item.text()).length == 0) {
          empty++;
        } else {
          items.add(
              new BenchmarkItem(
                  Objects.requireNonNullElse(item.benchmark(), benchmark),
                  Objects.requireNonNullElse(item.index(), row.number()),
                  item.text()));
        }
      }
    }
    if (items.isEmpty()) {
      throw BagelException.user(
          "%s holds no benchmark item: %s"
              .formatted(file.name(), empty == 0 ? "it is empty" : "every text in it is empty"));
    }
    return new BenchmarkFile(items, empty);
  }

  private static Item sound(TypedRow<Item> row, DataFile file) {
    return switch (row) {
      case TypedRow.Typed<Item>(_, Item item) -> item;
      case TypedRow.Bad<Item>(var bad) ->
          throw BagelException.user(
              "%s, row %d: %s; a benchmark must be whole: mend the row or take it out"
                  .formatted(file.name(), bad.number(), bad.message()));
    };
  }
}
