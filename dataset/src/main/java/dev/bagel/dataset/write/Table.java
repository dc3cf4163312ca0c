package dev.bagel.dataset.write;

import dev.bagel.BagelException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The tables of a data set, each a folder of parquet files.
public enum Table {
  /// One row for each assistant turn and prompt format.
  SFT("id", "source", "format", "input", "output"),
  /// One row for each preference pair and prompt format.
  DPO("id", "source", "format", "prompt", "chosen", "rejected"),
  /// The kept samples, before any format.
  SAMPLES(SampleRow.class),
  /// The ledger: what was not kept, and why.
  DROPPED(DroppedRow.class);

  @SuppressWarnings("ImmutableEnumChecker") // List.of and toList give lists that cannot change
  private final List<String> columns;

  Table(String... columns) {
    this.columns = List.of(columns);
  }

  Table(Class<? extends Record> row) {
    this.columns = Arrays.stream(row.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  public List<String> columns() {
    return columns;
  }

  /// The name of its folder.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Table named(String label) {
    return Arrays.stream(values())
        .filter(table -> table.label().equals(label))
        .findFirst()
        .orElseThrow(() -> BagelException.user("there is no table '%s'".formatted(label)));
  }
}
