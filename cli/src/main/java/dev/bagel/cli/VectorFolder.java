package dev.bagel.cli;

import dev.bagel.dataset.hub.HubSettings;
import java.nio.file.Path;

/// Where Bagel keeps sentence vectors that take long to compute: `$HF_HOME/bagel/vectors`.
final class VectorFolder {
  private VectorFolder() {}

  static Path path() {
    return HubSettings.own(System.getenv(), Path.of(System.getProperty("user.home")))
        .resolve("vectors");
  }
}
