package dev.bagel.dataset;

import dev.bagel.dataset.export.Exported.Reason;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.write.Manifest.TokenEntry;
import dev.bagel.dataset.write.Table;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// What one part of a build wrote. Filled by one thread.
final class PartReport {
  private final Map<String, Long> kept = new TreeMap<>();
  private final Map<String, Map<DropReason, Long>> dropped = new TreeMap<>();
  private final Map<Table, Long> rows = new EnumMap<>(Table.class);
  private final Map<String, TokenEntry> tokens = new TreeMap<>();
  private long planned;
  private final Map<Table, Long> exported = new EnumMap<>(Table.class);
  private final Map<Table, Map<Reason, Long>> withoutPlace = new EnumMap<>(Table.class);

  void keep(String source) {
    kept.merge(source, 1L, Long::sum);
  }

  void drop(String source, DropReason reason) {
    dropped
        .computeIfAbsent(source, _ -> new EnumMap<>(DropReason.class))
        .merge(reason, 1L, Long::sum);
  }

  void wrote(Table table, long count) {
    rows.merge(table, count, Long::sum);
  }

  /// Notes how many rows a sample is to have.
  void plan(int count) {
    planned += count;
  }

  /// Notes what rows of a source cost.
  void count(String source, TokenEntry entry) {
    tokens.merge(source, entry, TokenEntry::plus);
  }

  void export(Table table) {
    exported.merge(table, 1L, Long::sum);
  }

  void noPlace(Table table, Reason reason) {
    withoutPlace
        .computeIfAbsent(table, _ -> new EnumMap<>(Reason.class))
        .merge(reason, 1L, Long::sum);
  }

  void add(PartReport other) {
    other.kept.forEach((source, count) -> kept.merge(source, count, Long::sum));
    other.dropped.forEach(
        (source, reasons) ->
            reasons.forEach(
                (reason, count) ->
                    dropped
                        .computeIfAbsent(source, _ -> new EnumMap<>(DropReason.class))
                        .merge(reason, count, Long::sum)));
    other.rows.forEach((table, count) -> rows.merge(table, count, Long::sum));
    other.tokens.forEach(this::count);
    planned += other.planned;
    other.exported.forEach((table, count) -> exported.merge(table, count, Long::sum));
    other.withoutPlace.forEach(
        (table, reasons) ->
            reasons.forEach(
                (reason, count) ->
                    withoutPlace
                        .computeIfAbsent(table, _ -> new EnumMap<>(Reason.class))
                        .merge(reason, count, Long::sum)));
  }

  long planned() {
    return planned;
  }

  /// Rows that were not written, since they have too many tokens.
  long overLimit() {
    return tokens.values().stream().mapToLong(TokenEntry::overLimit).sum();
  }

  Map<String, TokenEntry> tokens() {
    return tokens;
  }

  long kept(String source) {
    return kept.getOrDefault(source, 0L);
  }

  Map<DropReason, Long> drops(String source) {
    return dropped.getOrDefault(source, Map.of());
  }

  long rows(Table table) {
    return rows.getOrDefault(table, 0L);
  }

  long exported(Table table) {
    return exported.getOrDefault(table, 0L);
  }

  Map<Reason, Long> withoutPlace(Table table) {
    return withoutPlace.getOrDefault(table, Map.of());
  }
}
