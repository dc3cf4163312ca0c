package dev.bagel.cli;

import java.util.Map;

/// When a terminal's colours are used.
enum Colour {
  /// On a terminal that has them, unless `NO_COLOR` (no-color.org) is set.
  AUTO,
  ALWAYS,
  NEVER;

  boolean on() {
    return on(Terminal.present(), System.getenv());
  }

  boolean on(boolean terminal, Map<String, String> environment) {
    return switch (this) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO ->
          terminal
              && environment.getOrDefault("NO_COLOR", "").isEmpty()
              && !environment.getOrDefault("TERM", "").equals("dumb");
    };
  }
}
