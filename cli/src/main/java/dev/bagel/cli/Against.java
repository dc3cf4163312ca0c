package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.BenchmarkFetch;
import dev.bagel.dataset.decontaminate.Benchmark;
import dev.bagel.dataset.decontaminate.BenchmarkCatalog;
import dev.bagel.dataset.decontaminate.BenchmarkFile;
import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.files.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The benchmarks that rows are compared with: some of the catalogue, from the hub, and files.
///
/// @param named in the order of the command line
/// @param files the same
record Against(List<Benchmark<?>> named, List<DataFile> files) {

  /// @throws BagelException USER for a word that is neither
  static Against of(List<String> words) {
    List<Benchmark<?>> named = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    for (String word : words) {
      Optional<Benchmark<?>> benchmark = BenchmarkCatalog.findPart(word);
      if (benchmark.isPresent()) {
        named.add(benchmark.get());
      } else if (Files.exists(BadArguments.path(word))) {
        files.add(new DataFile(word, Path.of(word)));
      } else {
        throw none(word);
      }
    }
    return new Against(named, files);
  }

  private static BagelException none(String word) {
    String whole = word.substring(0, Math.max(0, word.indexOf('/')));
    List<String> parts = BenchmarkCatalog.find(whole).map(Benchmark::parts).orElse(List.of());
    return BagelException.user(
        parts.isEmpty()
            ? "there is neither a file nor a benchmark '%s'; benchmarks: %s"
                .formatted(word, names())
            : "the benchmark %s has no part '%s'; it has: %s"
                .formatted(whole, word.substring(whole.length() + 1), String.join(", ", parts)));
  }

  /// The names of the catalogue.
  static String names() {
    return BenchmarkCatalog.all().stream().map(Benchmark::name).collect(Collectors.joining(", "));
  }

  /// What they ask. The hub is looked at only where a name stands.
  List<BenchmarkItem> items(@Nullable String hub, BuildProgress progress) {
    List<BenchmarkItem> items = new ArrayList<>();
    if (!named.isEmpty()) {
      try (HubChoice from = HubChoice.of("", hub, progress::note)) {
        items.addAll(BenchmarkFetch.items(named, from.hub(), progress));
      }
    }
    for (DataFile file : files) {
      BenchmarkFile read = BenchmarkFile.read(file);
      if (read.empty() > 0) {
        progress.note(
            "%s: %s without text, left out: nothing can match them"
                .formatted(
                    VisibleText.line(file.name()),
                    read.empty() == 1 ? "1 item" : BuildReports.number(read.empty()) + " items"));
      }
      items.addAll(read.items());
    }
    return items;
  }
}
