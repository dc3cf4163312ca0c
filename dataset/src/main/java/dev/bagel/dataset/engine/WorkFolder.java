package dev.bagel.dataset.engine;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The folder of an engine's spill files. What a crashed run left in it is deleted at once, the
/// folder itself in the end, unless someone else keeps files there.
final class WorkFolder implements AutoCloseable {
  private static final String SPILLS = "records-*.spill";

  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();
  private final Set<Spill> open = ConcurrentHashMap.newKeySet();

  WorkFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      deleteSpills();
    } catch (IOException e) {
      throw Trouble.of("cannot use the work folder " + folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw BagelException.resources(
          "cannot write in the work folder " + folder + ": allow it, or choose another folder");
    }
  }

  /// A new spill, which may be closed before the folder is.
  Spill spill() {
    Spill spill =
        new Spill(folder.resolve(SPILLS.replace("*", "" + number.getAndIncrement())), open::remove);
    open.add(spill);
    return spill;
  }

  @Override
  public void close() {
    open.forEach(Spill::close);
    try {
      deleteSpills();
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException _) {
      return; // not ours
    } catch (IOException e) {
      throw Trouble.of("cannot delete the work folder " + folder, e);
    }
  }

  private void deleteSpills() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, SPILLS)) {
      for (Path each : left) {
        Files.delete(each);
      }
    }
  }
}
