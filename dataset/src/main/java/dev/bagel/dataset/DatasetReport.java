package dev.bagel.dataset;

import dev.bagel.dataset.write.Manifest;
import java.nio.file.Path;

/// What a build made.
public record DatasetReport(Path folder, Manifest manifest) {}
