package dev.bagel.dataset;

import dev.bagel.BagelException;
import dev.bagel.dataset.decontaminate.Benchmark;
import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.hub.Fetched;
import dev.bagel.dataset.hub.Hub;
import dev.bagel.dataset.hub.HubFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The items of benchmarks, from the hub.
public final class BenchmarkFetch {
  private BenchmarkFetch() {}

  /// All of them, in the order of the benchmarks, their files and rows.
  ///
  /// @throws BagelException where the hub lacks a file, or a row cannot be read
  public static List<BenchmarkItem> items(
      List<Benchmark<?>> benchmarks, Hub hub, BuildWatch watch) {
    Map<Benchmark<?>, List<HubFile>> files = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (Benchmark<?> benchmark : benchmarks) {
      Hub.Found found = hub.find(benchmark.files());
      files.put(benchmark, found.files());
      missing.addAll(found.missing());
    }
    if (!missing.isEmpty()) {
      throw BagelException.user(
          "not to be had from %s: %s".formatted(hub.description(), String.join(", ", missing)));
    }
    Set<HubFile> all = new LinkedHashSet<>();
    files.values().forEach(all::addAll);
    Map<HubFile, Fetched> fetched = Fetching.all(hub, all, watch);
    List<BenchmarkItem> items = new ArrayList<>();
    files.forEach((benchmark, its) -> items.addAll(benchmark.read(here(its, fetched))));
    return items;
  }

  private static List<DataFile> here(List<HubFile> files, Map<HubFile, Fetched> fetched) {
    return files.stream().map(file -> Objects.requireNonNull(fetched.get(file)).file()).toList();
  }
}
