package dev.bagel.dataset.files;

import com.github.luben.zstd.ZstdIOException;
import dev.bagel.BagelException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// What to tell about a file that cannot be read or written.
public final class FileTrouble {
  private static final int LONGEST_CAUSE = 200;

  private FileTrouble() {}

  /// Throws where there is no file, or no right to read it.
  static void refuseUnreadable(DataFile file) {
    if (file.isStandardInput()) {
      return;
    }
    if (!Files.exists(file.path())) {
      throw BagelException.user(
          "%s: there is no such file (looked at %s)".formatted(file.name(), file.path()));
    }
    if (Files.isDirectory(file.path())) {
      throw BagelException.user(
          "%s is a folder (%s): a file is needed".formatted(file.name(), file.path()));
    }
    if (!Files.isReadable(file.path())) {
      throw denied(file.name(), file.path());
    }
  }

  /// What to throw when `cause` came up while a file was read.
  static BagelException reading(DataFile file, IOException cause) {
    return switch (cause) {
      case ZipException _, EOFException _, ZstdIOException _ ->
          BagelException.user(
              "%s is damaged or cut off (%s): fetch it again"
                  .formatted(file.name(), causeOf(cause)),
              cause);
      default -> reading(file.name(), file.path(), cause);
    };
  }

  /// What to throw when `cause` came up while a file or folder was read.
  public static BagelException reading(String name, Path path, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _, FileNotFoundException _, NotDirectoryException _ ->
          BagelException.user(
              "%s: there is no such file or folder (looked at %s)".formatted(name, path), cause);
      case AccessDeniedException _ -> denied(name, path);
      default ->
          BagelException.resources(
              "%s cannot be read (%s): check the disk that holds %s"
                  .formatted(name, causeOf(cause), path),
              cause);
    };
  }

  /// What to throw when `cause` came up while a file was written.
  public static BagelException writing(Path path, Exception cause) {
    Path folder = path.toAbsolutePath().getParent();
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT).contains("no space left")) {
        return BagelException.resources(
            "no space left on the disk that holds %s: make room there or choose another folder"
                .formatted(folder),
            cause);
      }
    }
    return BagelException.resources(
        "%s cannot be written (%s): check the folder %s"
            .formatted(path.getFileName(), causeOf(cause), folder),
        cause);
  }

  /// What to throw when a row holds what cannot be written, such as half a surrogate pair.
  static BagelException unwritable(Path path, RuntimeException cause) {
    return BagelException.internal(
        "%s: a row cannot be written (%s)".formatted(path.getFileName(), causeOf(cause)), cause);
  }

  /// The message of the innermost cause on one short line.
  static String causeOf(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    @Nullable String message = cause.getMessage();
    String line = message == null ? cause.getClass().getSimpleName() : oneLine(message);
    return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "…";
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s+", " ");
  }

  private static BagelException denied(String name, Path path) {
    return BagelException.resources("%s: no permission to read %s".formatted(name, path));
  }
}
