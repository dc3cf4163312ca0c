package dev.bagel.dataset.files;

import java.io.Serializable;
import java.nio.file.Path;

/// A file to read. It travels to a worker as text, where the same path must lead to it.
///
/// @param name as it stands in origins and manifests:
///   `google/boolq/data/train-00000-of-00001.parquet`
/// @param path where it lies
public record DataFile(String name, Path path) implements Serializable {

  private Object writeReplace() {
    return new Written(name, path.toString());
  }

  private record Written(String name, String path) implements Serializable {
    private Object readResolve() {
      return new DataFile(name, Path.of(path));
    }
  }
}
