package dev.bagel.torch.run;

import dev.bagel.BagelException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that whoever reads them sees as they were or as they are, and never half.
final class WholeFile {
  private WholeFile() {}

  /// What a file is to hold.
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes a file beside its place and moves it there, over what stands there. It is not waited
  /// for until it is on the disk: pages are written while a model trains.
  ///
  /// @throws BagelException RESOURCES when it cannot be written: then nothing is left of it
  static void write(Path file, Content content) {
    Path draft = file.resolveSibling("." + file.getFileName() + ".incomplete");
    try {
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
          content.writeTo(out);
        }
        move(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw trouble("write", file, e);
    }
  }

  /// @param what what cannot be done, as in "write"
  static BagelException trouble(String what, Path file, IOException e) {
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return BagelException.resources(
        "cannot %s %s (%s); see to its folder's room and permissions"
            .formatted(what, file, reason == null ? e.getClass().getSimpleName() : reason),
        e);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
