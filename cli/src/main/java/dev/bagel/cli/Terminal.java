package dev.bagel.cli;

import java.io.Console;

/// What stands on the other side of the standard streams.
final class Terminal {
  private Terminal() {}

  /// Whether a person looks on.
  static boolean present() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
