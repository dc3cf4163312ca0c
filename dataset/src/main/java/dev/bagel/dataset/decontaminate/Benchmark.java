package dev.bagel.dataset.decontaminate;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.Rows;
import dev.bagel.dataset.files.TypedRow;
import dev.bagel.dataset.files.TypedRows;
import dev.bagel.dataset.hub.HubFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A benchmark: where its rows lie, and what each row asks.
///
/// @param name as recipes, the drop ledger and the manifest write it
/// @param asks what `texts` are, in words
/// @param licence SPDX name where there is one
/// @param row the columns that `texts` needs, named as for sources
/// @param texts what training data must not ask. A text without a visible character is left out.
/// @param gated whether the hub gives it only to those who accepted its terms
/// @param subsets whether each folder of its data set is a benchmark by itself: items of
///   `word_sorting/test-0.parquet` are those of `bbh/word_sorting`
public record Benchmark<R extends Record>(
    String name,
    String asks,
    HubFiles files,
    String licence,
    Class<R> row,
    Function<R, List<String>> texts,
    boolean gated,
    boolean subsets) {

  public Benchmark(
      String name,
      String asks,
      HubFiles files,
      String licence,
      Class<R> row,
      Function<R, List<String>> texts) {
    this(name, asks, files, licence, row, texts, false, false);
  }

  Benchmark<R> asGated() {
    return new Benchmark<>(name, asks, files, licence, row, texts, true, subsets);
  }

  Benchmark<R> inSubsets() {
    return new Benchmark<>(name, asks, files, licence, row, texts, gated, true);
  }

  /// Its parts that are benchmarks by themselves, by name; none where it is one as a whole.
  public List<String> parts() {
    return subsets
        ? files.patterns().stream().map(Benchmark::folder).distinct().toList()
        : List.of();
  }

  /// One of its [#parts] alone.
  public Optional<Benchmark<R>> part(String part) {
    return parts().contains(part)
        ? Optional.of(
            new Benchmark<>(
                name,
                asks,
                new HubFiles(
                    files.dataset(),
                    files.patterns().stream().filter(it -> folder(it).equals(part)).toList()),
                licence,
                row,
                texts,
                gated,
                true))
        : Optional.empty();
  }

  private static String folder(String pattern) {
    return pattern.substring(0, Math.max(0, pattern.indexOf('/')));
  }

  /// The items of all rows of these files, in order.
  ///
  /// @throws BagelException USER when a row cannot be read, or a file asks nothing: a benchmark
  ///   must be whole
  public List<BenchmarkItem> read(List<DataFile> files) {
    List<BenchmarkItem> items = new ArrayList<>();
    Map<String, Long> rows = new HashMap<>();
    for (DataFile file : files) {
      String part = partOf(file);
      int asked = items.size();
      rows.put(part, read(file, part, rows.getOrDefault(part, 0L), items));
      if (items.size() == asked) {
        throw BagelException.user(
            "benchmark %s: %s asks nothing: no row has text in the columns that are read; another"
                    .formatted(name, file.name())
                + " version of the data set may be needed");
      }
    }
    return items;
  }

  /// The benchmark's name, with the file's folder where that is a subset.
  private String partOf(DataFile file) {
    String dataset = files.dataset() + "/";
    int end = file.name().indexOf('/', dataset.length());
    return subsets && end > 0 && file.name().startsWith(dataset)
        ? name + "/" + file.name().substring(dataset.length(), end)
        : name;
  }

  /// How many rows there are now, with `before` in front of this file's.
  private long read(DataFile file, String part, long before, List<BenchmarkItem> items) {
    try (Rows<R> rows = TypedRows.open(file, row, name)) {
      long count = before;
      for (TypedRow<R> next = rows.next(); next != null; next = rows.next()) {
        long index = before + next.number();
        texts.apply(sound(next, file)).stream()
            .filter(text -> Words.of(text).length > 0)
            .forEach(text -> items.add(new BenchmarkItem(part, index, text)));
        count = index + 1;
      }
      return count;
    }
  }

  private R sound(TypedRow<R> row, DataFile file) {
    return switch (row) {
      case TypedRow.Typed<R>(_, R value) -> value;
      case TypedRow.Bad<R>(var bad) ->
          throw BagelException.user(
              "benchmark %s: %s row %d: %s; a benchmark must be whole: get the file again"
                  .formatted(name, file.name(), bad.number(), bad.message()));
    };
  }
}
