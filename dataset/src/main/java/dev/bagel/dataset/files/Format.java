package dev.bagel.dataset.files;

import dev.bagel.BagelException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A file format, known by the ending of a file's name.
enum Format {
  PARQUET,
  JSONL,
  JSON,
  CSV,
  TSV,
  TEXT;

  private static final SequencedMap<String, Format> ENDINGS = endings();

  /// Whether all its values are text, so that numbers must be read out of it.
  boolean textOnly() {
    return this == CSV || this == TSV;
  }

  static Format of(DataFile file) {
    Format format =
        ending(file.name())
            .map(ending -> ENDINGS.get(ending.toLowerCase(Locale.ROOT)))
            .orElse(null);
    if (format == null) {
      throw BagelException.user(
          "%s: its ending tells no format; Bagel reads %s"
              .formatted(file.name(), String.join(" ", ENDINGS.keySet())));
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

  private static SequencedMap<String, Format> endings() {
    SequencedMap<String, Format> all = new LinkedHashMap<>();
    all.put(".parquet", PARQUET);
    SequencedMap<String, Format> streams = new LinkedHashMap<>();
    streams.put(".jsonl", JSONL);
    streams.put(".ndjson", JSONL);
    streams.put(".json", JSON);
    streams.put(".csv", CSV);
    streams.put(".tsv", TSV);
    streams.put(".txt", TEXT);
    for (Map.Entry<String, Format> stream : streams.entrySet()) {
      all.put(stream.getKey(), stream.getValue());
      all.put(stream.getKey() + ".gz", stream.getValue());
      all.put(stream.getKey() + ".zst", stream.getValue());
    }
    return all;
  }
}
