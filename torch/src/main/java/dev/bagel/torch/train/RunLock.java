package dev.bagel.torch.train;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second run out of a folder. The system lets go of it when a process ends, however it
/// does.
final class RunLock implements AutoCloseable {
  private final FileChannel file;

  private RunLock(FileChannel file) {
    this.file = file;
  }

  /// @throws BagelException USER where another run has the folder
  static RunLock take(RunFolder folder) {
    Path path = folder.training().resolve(".lock");
    try {
      FileChannel file =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(file) == null) {
        file.close();
        throw BagelException.user(
            "another run is training into %s; wait for it, or name another out"
                .formatted(folder.out()));
      }
      return new RunLock(file);
    } catch (IOException e) {
      throw RunFolder.trouble(path, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw BagelException.internal("cannot let go of a lock: " + e.getMessage(), e);
    }
  }
}
