package dev.bagel.cli;

import java.io.Console;
import java.util.Optional;

/// What stands on the other side of the standard streams.
final class Terminal {
  private Terminal() {}

  /// Whether a person looks on.
  static boolean present() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
