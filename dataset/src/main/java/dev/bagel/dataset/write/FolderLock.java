package dev.bagel.dataset.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One build's hold on a folder: a lock of the system's on a file in it, which ends with the
/// process, and a note in this process.
///
/// The note is needed: a system may give up a process's lock on a file as soon as the process
/// closes any channel on it (POSIX does), so a second build must not even open the file.
final class FolderLock implements Closeable {
  private static final String NAME = ".bagel-lock";
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Null where another build holds the folder, which must exist.
  static @Nullable FolderLock tryTake(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      return null;
    }
    FolderLock taken = null;
    try {
      taken = tryLock(real);
    } finally {
      if (taken == null) {
        HELD.remove(real);
      }
    }
    return taken;
  }

  private static @Nullable FolderLock tryLock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : new FolderLock(folder, channel);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(folder.resolve(NAME));
    } finally {
      HELD.remove(folder);
    }
  }
}
