package dev.bagel.dataset.write;

import dev.bagel.BagelException;
import dev.bagel.dataset.hub.Lock;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The folder that a build fills. One build at a time may hold it. Everything is written below a
/// work folder first and put in place by renaming; the manifest comes last, so a folder without one
/// is unfinished. What a folder held before stays whole until the new data set is complete.
public final class OutputFolder implements Closeable {
  public static final String MANIFEST = "manifest.json";
  public static final String CARD = "README.md";

  private static final String WORK = ".bagel-work";

  private final Path folder;
  private final boolean created;
  private final FolderLock lock;

  private OutputFolder(Path folder, boolean created, FolderLock lock) {
    this.folder = folder;
    this.created = created;
    this.lock = lock;
  }

  /// Takes hold of a folder that is new, empty, or holds a build of Bagel's, finished or not.
  public static OutputFolder open(Path folder) {
    boolean created = !Files.exists(folder);
    if (!created && !Files.isDirectory(folder)) {
      throw BagelException.user("%s is a file: name another folder with --out".formatted(folder));
    }
    try {
      Files.createDirectories(folder);
      ForeignFiles.refuse(folder);
      FolderLock lock = FolderLock.tryTake(folder);
      if (lock == null) {
        throw BagelException.user(
            "another build is writing to %s: wait for it, or name another folder with --out"
                .formatted(folder));
      }
      return new OutputFolder(folder, created, lock).withEmptyWork();
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  private OutputFolder withEmptyWork() throws IOException {
    try {
      delete(work());
      Files.createDirectories(work());
      return this;
    } catch (IOException e) {
      try (lock) {
        throw e;
      }
    }
  }

  /// Where everything is written first.
  public Path work() {
    return folder.resolve(WORK);
  }

  /// Puts the finished tables, the lock, the card and then the manifest in their places, over what
  /// was there.
  ///
  /// @param names the tables that there are; other tables of an earlier build go
  public void publish(
      Path tables, Set<Table> names, String lockText, String card, String manifest) {
    try {
      Path newManifest = Files.writeString(work().resolve(MANIFEST), manifest);
      Path newLock = Files.writeString(work().resolve(Lock.NAME), lockText);
      Path newCard = Files.writeString(work().resolve(CARD), card);
      Files.deleteIfExists(folder.resolve(MANIFEST));
      for (Table table : Table.values()) {
        delete(folder.resolve(table.label()));
        if (names.contains(table)) {
          move(tables.resolve(table.label()), folder.resolve(table.label()));
        }
      }
      move(newLock, folder.resolve(Lock.NAME));
      move(newCard, folder.resolve(CARD));
      move(newManifest, folder.resolve(MANIFEST));
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  /// Removes what was not published, and lets the folder go.
  @Override
  public void close() {
    try {
      try (lock) {
        delete(work());
      }
      if (created && isEmpty(folder)) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /// What to throw when writing below a folder failed.
  public static BagelException cannotWrite(Path folder, IOException e) {
    return BagelException.resources(
        "cannot write to %s: %s, or name another folder with --out".formatted(folder, reason(e)),
        e);
  }

  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left")) {
      return "no space left: free some";
    }
    return switch (e) {
      case AccessDeniedException _ -> "no permission there: get it";
      case NoSuchFileException _ -> "no folder can be made there: look at the path";
      default -> message + ": mend it";
    };
  }
}
