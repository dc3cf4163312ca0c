package dev.bagel.dataset.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What kind of training row it is, by its columns. Those that more of them tell come first.
public enum RowKind {
  TOKENS("input_ids", "labels"),
  /// A sample that was not rendered yet: the conversation is its prompt.
  CONVERSATION_PAIR("conversations", "chosen", "rejected"),
  PAIR("prompt", "chosen", "rejected"),
  SFT("input", "output"),
  COMPLETION("prompt", "completion"),
  CONVERSATIONS("conversations"),
  MESSAGES("messages"),
  TEXT("text");

  @SuppressWarnings("ImmutableEnumChecker") // Set.of gives sets that cannot change
  private final Set<String> columns;

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives lists that cannot change
  private final List<String> named;

  RowKind(String... columns) {
    this.columns = Set.of(columns);
    this.named = List.of(columns);
  }

  /// Whether a chat template renders it.
  public boolean templated() {
    return this == CONVERSATION_PAIR || this == CONVERSATIONS || this == MESSAGES;
  }

  /// The kind of a row with these columns.
  public static Optional<RowKind> of(Map<String, ? extends @Nullable Object> row) {
    Set<String> present =
        row.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    // An Alpaca row: its input is another thing, and its prompt is up to the trainer.
    boolean alpaca = present.contains("instruction");
    return Arrays.stream(values())
        .filter(kind -> present.containsAll(kind.columns) && !(alpaca && kind == SFT))
        .findFirst();
  }

  /// What is wrong with a row that is of no kind. Columns that hold nothing do not count. Their
  /// names are shown as they are.
  public static String unknown(Map<String, ? extends @Nullable Object> row) {
    String columns =
        new TreeMap<>(row)
            .entrySet().stream()
                .map(column -> column.getKey() + (column.getValue() == null ? " (null)" : ""))
                .collect(Collectors.joining(", "));
    String known =
        Arrays.stream(values())
            .map(kind -> String.join(", ", kind.named))
            .collect(Collectors.joining("; "));
    return "its columns are %s; Bagel reads rows with %s".formatted(columns, known);
  }
}
