package dev.bagel.torch.data;

import java.util.List;

/// Rows side by side in one sequence, which shall not see each other; one row where nothing is
/// packed.
public record Sequence(List<TokenRow> rows) {
  public Sequence {
    rows = List.copyOf(rows);
  }

  /// How many tokens it has.
  public int tokens() {
    return rows.stream().mapToInt(row -> row.tokens().size()).sum();
  }

  /// How many of them are learnt.
  public int learnt() {
    return rows.stream().mapToInt(row -> row.tokens().learnt()).sum();
  }
}
