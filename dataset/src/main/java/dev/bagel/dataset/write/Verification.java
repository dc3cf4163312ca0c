package dev.bagel.dataset.write;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.files.RowCursor;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.hub.Lock;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.write.Manifest.SourceEntry;
import dev.bagel.dataset.write.Manifest.TableEntry;
import dev.bagel.dataset.write.Manifest.TokenEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Proves a finished data set from its files alone: every table opens, has the rows and the hash
/// that the manifest states, and for every source candidates = kept + drops, where the kept are the
/// rows of `samples` and the listed drops those of `dropped`; the lock names the files that the
/// manifest states.
public final class Verification {
  private final Path folder;
  private final Manifest manifest;
  private final List<Check> checks = new ArrayList<>();
  private long packedRows;

  /// One statement and whether it holds.
  ///
  /// @param finding what was found, where it does not hold; else empty
  public record Check(String statement, boolean holds, String finding) {}

  private Verification(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /// All checks of a folder, in a fixed order.
  ///
  /// @throws BagelException where the folder is no finished data set at all
  public static List<Check> of(Path folder) {
    Path file = folder.resolve(OutputFolder.MANIFEST);
    if (!Files.isDirectory(folder)) {
      throw BagelException.user("there is no folder " + folder);
    }
    if (!Files.isRegularFile(file)) {
      throw BagelException.user(
          "%s has no manifest.json: it is not a finished build; build again with --out %s"
              .formatted(folder, folder));
    }
    try {
      Verification verification =
          new Verification(folder, Manifest.parse(file.toString(), Files.readString(file)));
      verification.run();
      return verification.checks;
    } catch (IOException e) {
      throw BagelException.resources("cannot read " + folder + ": " + e, e);
    }
  }

  private void run() throws IOException {
    Map<String, Long> kept = new TreeMap<>();
    Map<String, Map<String, Long>> listed = new TreeMap<>();
    for (Table table : Table.values()) {
      TableEntry stated = manifest.tables().get(table.label());
      if (stated == null) {
        if (!table.onRequest() || Files.exists(folder.resolve(table.label()))) {
          check("the manifest states table " + table.label(), false, "it does not");
        }
        continue;
      }
      switch (table) {
        case SAMPLES -> table(table, stated, row -> count(kept, source(row)));
        case DROPPED ->
            table(
                table,
                stated,
                row ->
                    count(
                        listed.computeIfAbsent(source(row), _ -> new TreeMap<>()),
                        row.get("reason")));
        case PACKED -> table(table, stated, row -> packedRows += packed(row));
        case SFT, DPO, MESSAGES, SHAREGPT, ALPACA, PROMPT_COMPLETION, PREFERENCE ->
            table(table, stated, _ -> {});
      }
    }
    manifest.sources().forEach((name, source) -> source(name, source, kept, listed));
    tokens();
    exports(kept.values().stream().mapToLong(Long::longValue).sum());
    equal(
        "sources of samples and of the ledger are those of the manifest",
        true,
        manifest.sources().keySet().containsAll(kept.keySet())
            && manifest.sources().keySet().containsAll(listed.keySet()));
    String difference = LockedFiles.difference(folder.resolve(Lock.NAME), manifest);
    check(
        Lock.NAME + " names the files that the manifest states", difference.isEmpty(), difference);
  }

  /// The manifest's source of a row: the one that its `source` is, or the longest that it begins
  /// with, where rows are named by their strata.
  private String source(Map<String, @Nullable Object> row) {
    String name = String.valueOf(row.get("source"));
    String found = name;
    while (!manifest.sources().containsKey(found)) {
      int end = found.lastIndexOf('_');
      if (end < 0) {
        return name;
      }
      found = found.substring(0, end);
    }
    return found;
  }

  private void table(Table table, TableEntry stated, Consumer<Map<String, @Nullable Object>> row)
      throws IOException {
    RowHash hash = new RowHash();
    long rows = 0;
    try {
      List<Path> files = parts(table, ".parquet");
      if (files.isEmpty()) {
        throw BagelException.user("there is no parquet file in " + table.label());
      }
      for (Path file : files) {
        rows += read(table, file, hash, row);
      }
    } catch (BagelException e) {
      check("every file of %s opens".formatted(table.label()), false, e.getMessage());
      return;
    }
    check("every file of %s opens".formatted(table.label()), true, "");
    equal(
        String.format(Locale.ROOT, "%s has %,d rows", table.label(), stated.rows()),
        stated.rows(),
        rows);
    equal("%s has the stated hash".formatted(table.label()), stated.sha256(), hash.hex());
    lines(table, stated);
  }

  /// The same rows as JSON lines, where they were asked for.
  private void lines(Table table, TableEntry stated) throws IOException {
    List<Path> files = parts(table, ".jsonl");
    if (files.isEmpty()) {
      return;
    }
    String statement = "%s as JSON lines has the stated hash".formatted(table.label());
    RowHash hash = new RowHash();
    try {
      for (Path file : files) {
        read(table, file, hash, _ -> {});
      }
    } catch (BagelException e) {
      check(statement, false, e.getMessage());
      return;
    }
    equal(statement, stated.sha256(), hash.hex());
  }

  private long read(
      Table table, Path file, RowHash hash, Consumer<Map<String, @Nullable Object>> each)
      throws IOException {
    long rows = 0;
    String name = folder.relativize(file).toString();
    try (RowCursor cursor = RowFiles.open(new DataFile(name, file), Set.of())) {
      boolean declared = !cursor.columns().isEmpty();
      if (declared && !List.copyOf(cursor.columns()).equals(table.columns())) {
        throw BagelException.user(
            "%s has the columns %s, not %s".formatted(name, cursor.columns(), table.columns()));
      }
      for (ReadRow next = cursor.next(); next != null; next = cursor.next()) {
        switch (next) {
          case ReadRow.Row row -> {
            byte[] rowHash = RowHash.ofRow(row.values());
            hash.add(rowHash, rowHash.length);
            each.accept(row.values());
            rows++;
          }
          case ReadRow.BadRow bad ->
              throw BagelException.user(
                  "%s, row %d: %s".formatted(name, bad.number(), bad.message()));
        }
      }
    }
    return rows;
  }

  private List<Path> parts(Table table, String ending) throws IOException {
    Path tableFolder = folder.resolve(table.label());
    if (!Files.isDirectory(tableFolder)) {
      throw BagelException.user("there is no folder " + table.label());
    }
    try (Stream<Path> files = Files.list(tableFolder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private void source(
      String name,
      SourceEntry source,
      Map<String, Long> kept,
      Map<String, Map<String, Long>> listed) {
    equal(
        String.format(
            Locale.ROOT,
            "%s: %,d candidates = %,d kept + %,d dropped",
            name,
            source.candidates(),
            source.kept(),
            source.droppedInAll()),
        source.candidates(),
        source.kept() + source.droppedInAll());
    equal(
        "%s: samples holds its kept ones".formatted(name),
        source.kept(),
        kept.getOrDefault(name, 0L));
    Map<String, Long> expected = new TreeMap<>(source.dropped());
    if (!manifest.ledger().equals("full")) {
      expected.keySet().removeAll(BULK);
    }
    TokenEntry tokens = manifest.tokens().getOrDefault(name, TokenEntry.NONE);
    putCount(expected, DropReason.OVER_TOKEN_LIMIT, tokens.overLimit());
    putCount(expected, DropReason.CUT_TO_TOKEN_LIMIT, tokens.cut());
    equal(
        "%s: dropped lists its drops".formatted(name),
        expected,
        listed.getOrDefault(name, Map.of()));
  }

  /// Where rows were counted in tokens, all of them were.
  private void tokens() {
    if (!manifest.tokens().isEmpty()) {
      long counted = manifest.tokens().values().stream().mapToLong(TokenEntry::rows).sum();
      equal(
          "rows of sft and dpo were counted in tokens", rows(Table.SFT) + rows(Table.DPO), counted);
    }
    if (manifest.tables().containsKey(Table.PACKED.label())) {
      equal("packed holds each row of sft", rows(Table.SFT), packedRows);
    }
  }

  private static int packed(Map<String, @Nullable Object> sequence) {
    return sequence.get("ids") instanceof List<?> ids ? ids.size() : 0;
  }

  private long rows(Table table) {
    TableEntry stated = manifest.tables().get(table.label());
    return stated == null ? 0 : stated.rows();
  }

  private static void putCount(Map<String, Long> counts, DropReason reason, long count) {
    if (count > 0) {
      counts.put(reason.label(), count);
    }
  }

  /// Every sample is in each export, or counted there with the reason why not; an export of one row
  /// a sample has as many rows.
  private void exports(long samples) {
    Set<String> exports =
        Table.EXPORTS.stream()
            .map(Table::label)
            .filter(manifest.tables()::containsKey)
            .collect(Collectors.toSet());
    equal("the manifest counts the samples of each export", exports, manifest.exports().keySet());
    manifest
        .exports()
        .forEach(
            (name, export) -> {
              equal(
                  String.format(
                      Locale.ROOT,
                      "%s: %,d samples = %,d exported + %,d without a place",
                      name,
                      samples,
                      export.samples(),
                      export.withoutPlaceInAll()),
                  samples,
                  export.samples() + export.withoutPlaceInAll());
              TableEntry table = manifest.tables().get(name);
              if (table != null && !name.equals(Table.PROMPT_COMPLETION.label())) {
                equal("%s: a row for each sample".formatted(name), export.samples(), table.rows());
              }
            });
  }

  private static final Set<String> BULK =
      Arrays.stream(DropReason.values())
          .filter(DropReason::bulk)
          .map(DropReason::label)
          .collect(Collectors.toUnmodifiableSet());

  private static void count(Map<String, Long> counts, @Nullable Object key) {
    counts.merge(String.valueOf(key), 1L, Long::sum);
  }

  private void equal(String statement, Object expected, Object found) {
    boolean holds = expected.equals(found);
    check(statement, holds, holds ? "" : "expected %s, found %s".formatted(expected, found));
  }

  private void check(String statement, boolean holds, String finding) {
    checks.add(new Check(statement, holds, finding));
  }
}
