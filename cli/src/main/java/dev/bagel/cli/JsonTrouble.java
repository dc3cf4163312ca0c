package dev.bagel.cli;

import tools.jackson.core.JacksonException;

/// Why a text is not JSON, in a few words.
final class JsonTrouble {
  private JsonTrouble() {}

  /// The parser's reason without the names of its own classes that follow in brackets.
  static String reason(JacksonException e) {
    String line = e.getOriginalMessage().lines().findFirst().orElse("");
    int bracket = line.indexOf(" (");
    return bracket < 0 ? line : line.substring(0, bracket);
  }
}
