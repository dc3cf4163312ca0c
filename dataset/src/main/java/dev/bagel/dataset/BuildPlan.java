package dev.bagel.dataset;

import dev.bagel.BagelException;
import dev.bagel.dataset.DatasetSettings.Missing;
import dev.bagel.dataset.decontaminate.Benchmark;
import dev.bagel.dataset.decontaminate.BenchmarkCatalog;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.Hub;
import dev.bagel.dataset.files.HubFiles;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.recipe.Recipe.SourceLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a build will read, found before anything is read.
///
/// @param missing patterns that nothing matches, by source or benchmark
public record BuildPlan(
    List<PlannedSource> sources,
    List<PlannedBenchmark> benchmarks,
    Map<String, List<String>> missing) {

  /// @param position its place in the recipe
  /// @param sideFiles what its rows are checked against
  public record PlannedSource(
      SourceLine line, int position, List<DataFile> files, List<DataFile> sideFiles) {
    public String name() {
      return line.name();
    }
  }

  /// A benchmark and where its items lie.
  public record PlannedBenchmark(Benchmark<?> benchmark, List<DataFile> files) {}

  /// Looks up every file.
  ///
  /// @throws BagelException naming all that is missing, unless the settings say to skip it
  public static BuildPlan of(DatasetSettings settings) {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    List<PlannedSource> sources = new ArrayList<>();
    for (SourceLine line : settings.recipe().sources()) {
      PlannedSource source = plan(line, sources.size(), settings.hub(), missing);
      if (!source.files().isEmpty()) {
        sources.add(source);
      }
    }
    List<PlannedBenchmark> benchmarks = new ArrayList<>();
    for (String name : settings.recipe().benchmarks()) {
      Benchmark<?> benchmark = BenchmarkCatalog.find(name).orElseThrow();
      Hub.Found found = find(settings.hub(), benchmark.files(), name + " (benchmark)", missing);
      if (!found.files().isEmpty()) {
        benchmarks.add(new PlannedBenchmark(benchmark, found.files()));
      }
    }
    if (!missing.isEmpty() && settings.missing() == Missing.FAIL) {
      throw BagelException.user(
          "%s lacks %s; give --missing skip to build without them"
              .formatted(settings.hub().description(), list(missing)));
    }
    if (sources.isEmpty()) {
      throw BagelException.user(
          "%s has no file of any source of recipe %s"
              .formatted(settings.hub().description(), settings.recipe().name()));
    }
    return new BuildPlan(sources, benchmarks, missing);
  }

  private static PlannedSource plan(
      SourceLine line, int position, Hub hub, Map<String, List<String>> missing) {
    if (!line.ownFiles().isEmpty()) {
      checkOwn(line);
      return new PlannedSource(line, position, line.ownFiles(), List.of());
    }
    Hub.Found found = find(hub, line.files(), line.name(), missing);
    boolean checkable = true;
    List<DataFile> sideFiles = new ArrayList<>();
    for (HubFiles side : line.source().info().sideFiles()) {
      Hub.Found sideFound = find(hub, side, line.name() + " (to check its rows)", missing);
      checkable &= sideFound.missing().isEmpty();
      sideFiles.addAll(sideFound.files());
    }
    return new PlannedSource(line, position, checkable ? found.files() : List.of(), sideFiles);
  }

  private static void checkOwn(SourceLine line) {
    for (DataFile file : line.ownFiles()) {
      try {
        RowFiles.check(file);
      } catch (BagelException e) {
        throw e.kind() == BagelException.Kind.USER
            ? BagelException.user("source %s: %s".formatted(line.name(), e.getMessage()), e)
            : e;
      }
    }
  }

  private static Hub.Found find(
      Hub hub, HubFiles files, String who, Map<String, List<String>> missing) {
    Hub.Found found = hub.find(files);
    if (!found.missing().isEmpty()) {
      missing.put(who, found.missing());
    }
    return found;
  }

  private static String list(Map<String, List<String>> missing) {
    List<String> parts = new ArrayList<>();
    missing.forEach((who, patterns) -> parts.add(who + ": " + String.join(", ", patterns)));
    return String.join("; ", parts);
  }
}
