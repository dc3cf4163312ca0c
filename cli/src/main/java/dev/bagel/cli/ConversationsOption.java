package dev.bagel.cli;

import dev.bagel.BagelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The file of conversations that a command reads.
final class ConversationsOption {
  @Option(names = "--in", paramLabel = "FILE", description = "The conversations.")
  private @Nullable Path in;

  Path file() {
    if (in == null) {
      throw BagelException.user("--in is missing: name the file of conversations");
    }
    return in;
  }
}
