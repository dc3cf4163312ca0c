package dev.bagel.dataset.write;

import dev.bagel.BagelException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that a build fills. One build at a time may hold it. Everything is written below a
/// work folder first and put in place by renaming; the manifest comes last, so a folder without one
/// is unfinished. What a folder held before stays whole until the new data set is complete.
public final class OutputFolder implements Closeable {
  public static final String MANIFEST = "manifest.json";
  public static final String CARD = "README.md";

  private static final String LOCK = ".bagel-lock";
  private static final String WORK = ".bagel-work";
  private static final Set<String> OURS =
      Set.of(LOCK, WORK, MANIFEST, CARD, "sft", "dpo", "samples", "dropped");

  private final Path folder;
  private final boolean created;
  private final FileChannel channel;
  private final @Nullable FileLock lock;

  private OutputFolder(Path folder, boolean created, FileChannel channel, @Nullable FileLock lock) {
    this.folder = folder;
    this.created = created;
    this.channel = channel;
    this.lock = lock;
  }

  /// Takes hold of a folder that is new, empty, or holds a build of Bagel's, finished or not.
  public static OutputFolder open(Path folder) {
    boolean created = !Files.exists(folder);
    try {
      Files.createDirectories(folder);
      refuseForeignFiles(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw BagelException.user(
            "another build is writing to %s: wait for it, or name another folder with --out"
                .formatted(folder));
      }
      OutputFolder output = new OutputFolder(folder, created, channel, lock);
      delete(output.work());
      Files.createDirectories(output.work());
      return output;
    } catch (IOException e) {
      throw cannot("write to", folder, e);
    }
  }

  /// Where everything is written first.
  public Path work() {
    return folder.resolve(WORK);
  }

  /// Puts the finished tables, the card and then the manifest in their places, over what was there.
  public void publish(Path tables, List<String> names, String card, String manifest) {
    try {
      Path newManifest = Files.writeString(work().resolve(MANIFEST), manifest);
      Path newCard = Files.writeString(work().resolve(CARD), card);
      Files.deleteIfExists(folder.resolve(MANIFEST));
      for (String name : names) {
        delete(folder.resolve(name));
        move(tables.resolve(name), folder.resolve(name));
      }
      move(newCard, folder.resolve(CARD));
      move(newManifest, folder.resolve(MANIFEST));
    } catch (IOException e) {
      throw cannot("write to", folder, e);
    }
  }

  /// Removes what was not published, and lets the folder go.
  @Override
  public void close() {
    try {
      delete(work());
      Files.deleteIfExists(folder.resolve(LOCK));
      if (lock != null) {
        lock.release();
      }
      channel.close();
      if (created && isEmpty(folder)) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw cannot("clean up", folder, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by another build in this process
    }
  }

  private static void refuseForeignFiles(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !OURS.contains(name))
          .findFirst()
          .ifPresent(
              name -> {
                throw BagelException.user(
                    "%s holds files that are not Bagel's (%s): name another folder with --out"
                        .formatted(folder, name));
              });
    }
    if (Files.exists(folder.resolve(CARD))
        && !Files.exists(folder.resolve(MANIFEST))
        && !Files.exists(folder.resolve("samples"))) {
      throw BagelException.user(
          "%s holds a README.md that is not Bagel's: name another folder with --out"
              .formatted(folder));
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
    }
  }

  private static BagelException cannot(String what, Path folder, IOException e) {
    return BagelException.resources(
        "cannot %s %s: %s, or name another folder with --out".formatted(what, folder, reason(e)),
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
