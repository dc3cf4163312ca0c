package dev.bagel.prompting.model;

import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/// Why a model failed, on one line: providers answer with JSON over many lines, proxies with whole
/// pages.
final class FailureReason {
  private static final int LONGEST = 500;

  private FailureReason() {}

  static String of(Throwable cause) {
    for (@Nullable Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof ConnectException) { // its message is empty
        return "there is no connection to its server: is it running, and is the address right?";
      }
    }
    @Nullable String given = cause.getMessage();
    if (given == null || given.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    String message = given.strip();
    int end = Math.min(message.length(), LONGEST);
    if (end < message.length() && Character.isHighSurrogate(message.charAt(end - 1))) {
      end--;
    }
    String line = message.substring(0, end).replaceAll("\\s+", " ");
    return end < message.length() ? line + "…" : line;
  }
}
