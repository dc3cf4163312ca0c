package dev.bagel.cli;

/// What stands on the other side of the standard streams.
final class Terminal {
  private Terminal() {}

  /// Whether a person looks on.
  static boolean present() {
    return System.console().isTerminal();
  }
}
