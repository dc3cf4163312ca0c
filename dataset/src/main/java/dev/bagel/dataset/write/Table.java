package dev.bagel.dataset.write;

import dev.bagel.BagelException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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
  PACKED("input_ids", "labels", "position_ids", "sequence_lengths", "ids", "sources"),
  /// Conversations as chat templates read them.
  MESSAGES("id", "source", "messages"),
  /// Conversations in ShareGPT's form.
  SHAREGPT("id", "source", "conversations"),
  /// Conversations of one question and one answer.
  ALPACA("id", "source", "instruction", "input", "output"),
  /// The texts of `sft` under the names that completion trainers know.
  PROMPT_COMPLETION("id", "source", "format", "prompt", "completion"),
  /// Preference pairs as chat templates read them.
  PREFERENCE("id", "source", "chosen", "rejected", "question", "chosen_answer", "rejected_answer");

  /// The tables that hold the samples as other trainers load them.
  public static final Set<Table> EXPORTS =
      Collections.unmodifiableSet(EnumSet.range(MESSAGES, PREFERENCE));

  /// The tables that a build writes only where it is told to.
  public static final Set<Table> ON_REQUEST =
      Collections.unmodifiableSet(EnumSet.range(PACKED, PREFERENCE));

  @SuppressWarnings("ImmutableEnumChecker") // List.of and toList give lists that cannot change
  private final List<String> columns;

  Table(String... columns) {
    this.columns = List.of(columns);
  }

  Table(Class<? extends Record> row) {
    this.columns = Arrays.stream(row.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /// Whether a build writes it only where it is told to.
  public boolean onRequest() {
    return ON_REQUEST.contains(this);
  }

  public List<String> columns() {
    return columns;
  }

  /// The name of its folder.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The table on request of that label.
  public static Table export(String label) {
    return ON_REQUEST.stream()
        .filter(table -> table.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                BagelException.user(
                    "there is no export '%s': name one or several of %s"
                        .formatted(
                            label,
                            ON_REQUEST.stream()
                                .map(Table::label)
                                .collect(Collectors.joining(", ")))));
  }

  static Table named(String label) {
    return Arrays.stream(values())
        .filter(table -> table.label().equals(label))
        .findFirst()
        .orElseThrow(() -> BagelException.user("there is no table '%s'".formatted(label)));
  }
}
