package dev.bagel.dataset.files;

import java.io.Serializable;
import java.nio.file.Path;

/// A file to read. It travels to workers, which paths do not.
///
/// @param name as it stands in origins and manifests:
///   `google/boolq/data/train-00000-of-00001.parquet`
/// @param location where it lies
public record DataFile(String name, String location) implements Serializable {
  public DataFile(String name, Path path) {
    this(name, path.toString());
  }

  public Path path() {
    return Path.of(location);
  }
}
