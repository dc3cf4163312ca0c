package dev.bagel.dataset.files;

import java.nio.file.Path;

/// A file to read.
///
/// @param name as it stands in origins and manifests:
///   `google/boolq/data/train-00000-of-00001.parquet`
/// @param path where it lies
public record DataFile(String name, Path path) {}
