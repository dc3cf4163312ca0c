package dev.bagel.prompting.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/// Why a model failed, on one line: providers answer with JSON over many lines, proxies with whole
/// pages.
final class FailureReason {
  private static final int LONGEST = 500;

  private FailureReason() {}

  static String of(Throwable cause) {
    for (@Nullable Throwable at = cause; at != null; at = at.getCause()) {
      switch (at) {
        case ConnectException _ -> { // its message is empty
          return "there is no connection to its server: is it running, and is the address right?";
        }
        case UnresolvedModelServerException _ -> {
          return "there is no server of that name: is the address right?";
        }
        case JsonProcessingException _ -> { // its message names classes
          return "its server answered something else than the JSON that was to come:"
              + " is the address right?";
        }
        case HttpException http when String.valueOf(http.getMessage()).isBlank() -> {
          return "its server answered with HTTP status " + http.statusCode();
        }
        default -> {}
      }
    }
    @Nullable String given = cause.getMessage();
    return given == null || given.isBlank()
        ? cause.getClass().getSimpleName()
        : line(given.strip());
  }

  private static String line(String message) {
    int end = Math.min(message.length(), LONGEST);
    if (end < message.length() && Character.isHighSurrogate(message.charAt(end - 1))) {
      end--;
    }
    String line = message.substring(0, end).replaceAll("\\s+", " ");
    return end < message.length() ? line + "…" : line;
  }
}
