package dev.bagel.dataset.engine;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/// What a failed read or write means to a person, in one line.
final class Trouble {
  private Trouble() {}

  /// @param what what could not be done: "cannot write …"
  static BagelException of(String what, IOException cause) {
    return BagelException.resources(what + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return switch (cause) {
      case AccessDeniedException _ -> message + " is not open to this user";
      case NoSuchFileException _ -> message + " does not exist";
      case FileAlreadyExistsException _ -> message + " stands in its place";
      default ->
          message.contains("No space left")
              ? "No space left on device; free some, or use another folder"
              : message.lines().findFirst().orElse("");
    };
  }
}
