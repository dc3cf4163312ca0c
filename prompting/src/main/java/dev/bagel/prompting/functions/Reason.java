package dev.bagel.prompting.functions;

import org.jspecify.annotations.Nullable;

/// Why something was thrown, on one line.
final class Reason {
  private Reason() {}

  static String of(@Nullable Throwable cause) {
    if (cause == null) {
      return "no reason given";
    }
    @Nullable String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + Shown.of(message);
  }
}
