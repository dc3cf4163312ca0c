package dev.bagel.dataset.files;

import java.io.Serializable;
import java.nio.file.Path;

/// A file to read. It travels to workers, which paths do not.
///
/// @param name as it stands in origins and manifests:
///   `google/boolq/data/train-00000-of-00001.parquet`
/// @param location where it lies
public record DataFile(String name, String location) implements Serializable {
  /// What this process reads from its standard input, as JSON lines. It can be read once, and does
  /// not travel.
  public static final DataFile STANDARD_INPUT = new DataFile("standard input", "-");

  public DataFile(String name, Path path) {
    this(name, path.toString());
  }

  public boolean isStandardInput() {
    return equals(STANDARD_INPUT);
  }

  public Path path() {
    return Path.of(location);
  }
}
