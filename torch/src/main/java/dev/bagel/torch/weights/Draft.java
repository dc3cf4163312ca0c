package dev.bagel.torch.weights;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files that are there whole or not at all.
public final class Draft {
  private Draft() {}

  /// What a file is to hold.
  public interface Content {
    void writeTo(FileChannel out) throws IOException;
  }

  /// Writes a file beside its place, sees it onto the disk, and moves it to its place, over what
  /// stands there.
  ///
  /// @throws BagelException RESOURCES when it cannot be written: then nothing is left of it
  public static void write(Path file, Content content) {
    Path draft = beside(file);
    try {
      try {
        try (FileChannel out =
            FileChannel.open(
                draft,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
          content.writeTo(out);
          out.force(true);
        }
        move(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  static BagelException trouble(Path file, IOException e) {
    return BagelException.resources(
        "cannot write %s (%s); see to its folder's room and permissions".formatted(file, reason(e)),
        e);
  }

  /// What the system says, without the path that it may begin with.
  static String reason(IOException e) {
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /// A name that nobody else uses now.
  static Path beside(Path file) {
    return file.resolveSibling(
        ".bagel-%d-%d.incomplete"
            .formatted(ProcessHandle.current().pid(), Thread.currentThread().threadId()));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
