package dev.bagel.chat.template;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// Texts in a model's folder.
final class ModelFile {
  private ModelFile() {}

  /// All of it.
  ///
  /// @throws BagelException USER where there is none
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw BagelException.user("cannot read " + file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw BagelException.user(file + " is not UTF-8; fetch it again", e);
    } catch (IOException e) {
      throw BagelException.user("cannot read " + file + ": " + reason(e), e);
    }
  }

  /// Puts a text in the place of a file, which keeps its permissions. A link, as in the hub's
  /// cache, is replaced, and not what it leads to, which others may share.
  static void replace(Path file, String text) {
    Path draft = file.resolveSibling(".bagel-" + ProcessHandle.current().pid() + ".incomplete");
    try {
      try {
        Files.writeString(draft, text);
        keepPermissions(file, draft);
        move(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw BagelException.resources(
          "cannot write " + file + " (" + reason(e) + "); see to its folder's room and permissions",
          e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException system && system.getReason() != null
        ? system.getReason()
        : e.getClass().getSimpleName();
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (old != null) {
      Files.setPosixFilePermissions(to, old.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
