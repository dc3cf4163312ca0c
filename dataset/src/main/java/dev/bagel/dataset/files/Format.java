package dev.bagel.dataset.files;

import dev.bagel.BagelException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A file format, known by the ending of a file's name.
enum Format {
  PARQUET,
  JSONL,
  JSON,
  CSV,
  TSV,
  TEXT;

  private static final SortedMap<String, Format> STREAMS =
      new TreeMap<>(
          Map.of(
              ".jsonl", JSONL, ".ndjson", JSONL, ".json", JSON, ".csv", CSV, ".tsv", TSV, ".txt",
              TEXT));
  private static final Map<String, Format> ENDINGS = endings();

  /// Whether all its values are text, so that numbers must be read out of it.
  boolean textOnly() {
    return this == CSV || this == TSV;
  }

  static Format of(DataFile file) {
    if (file.isStandardInput()) {
      return JSONL;
    }
    Format format =
        ending(file.name())
            .map(ending -> ENDINGS.get(ending.toLowerCase(Locale.ROOT)))
            .orElse(null);
    if (format == null) {
      throw BagelException.user(
          "%s: its ending tells no format; Bagel reads .parquet, and with or without .gz or .zst: %s"
              .formatted(file.name(), String.join(" ", STREAMS.keySet())));
    }
    return format;
  }

  /// The part of a name that tells the format, compression included, as it stands there; empty
  /// where Bagel reads no such file.
  static Optional<String> ending(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.keySet().stream()
        .filter(lower::endsWith)
        .findFirst()
        .map(ending -> name.substring(name.length() - ending.length()));
  }

  private static Map<String, Format> endings() {
    Map<String, Format> all = new HashMap<>();
    all.put(".parquet", PARQUET);
    STREAMS.forEach(
        (ending, format) -> {
          all.put(ending, format);
          all.put(ending + ".gz", format);
          all.put(ending + ".zst", format);
        });
    return all;
  }
}
