package dev.bagel.dataset.write;

import dev.bagel.BagelException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The tables of a data set, each a folder of parquet files. Some are written on request only.
public enum Table {
  /// One row for each assistant turn and prompt format.
  SFT("id", "source", "format", "input", "output"),
  /// One row for each preference pair and prompt format.
  DPO("id", "source", "format", "prompt", "chosen", "rejected"),
  /// The kept samples, before any format.
  SAMPLES(SampleRow.class),
  /// The ledger: what was not kept, and why.
  DROPPED(DroppedRow.class),
  /// Rows of `sft` as tokens, packed into sequences of one length.
  PACKED(
      true, List.of("input_ids", "labels", "position_ids", "sequence_lengths", "ids", "sources"));

  private final boolean onRequest;

  @SuppressWarnings("ImmutableEnumChecker") // List.of and toList give lists that cannot change
  private final List<String> columns;

  Table(String... columns) {
    this(false, List.of(columns));
  }

  Table(Class<? extends Record> row) {
    this(false, Arrays.stream(row.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  Table(boolean onRequest, List<String> columns) {
    this.onRequest = onRequest;
    this.columns = columns;
  }

  /// Whether a build writes it only where it is told to.
  public boolean onRequest() {
    return onRequest;
  }

  public List<String> columns() {
    return columns;
  }

  /// The name of its folder.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Table named(String label) {
    return Arrays.stream(values())
        .filter(table -> table.label().equals(label))
        .findFirst()
        .orElseThrow(() -> BagelException.user("there is no table '%s'".formatted(label)));
  }
}
