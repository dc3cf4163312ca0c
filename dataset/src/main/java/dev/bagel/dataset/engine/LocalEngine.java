package dev.bagel.dataset.engine;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Runs [Records] on the threads of this process, in bounded memory: narrow operations stream from
/// record to record, wide ones put compressed records aside in a work folder.
///
/// Nothing runs before [Records#count] or [Records#writeSorted]. What a function throws comes out
/// of these as it is; trouble with the disk comes as a BagelException of kind RESOURCES. To be used
/// by one thread at a time.
public final class LocalEngine implements Engine {
  private final Workshop workshop;

  /// @throws BagelException RESOURCES where the work folder cannot be made or written
  public LocalEngine(Settings settings) {
    workshop =
        new Workshop(
            new WorkFolder(settings.folder),
            new Workers(settings.threads),
            new Memory(settings.memoryBytes / settings.threads),
            settings.partBytes,
            settings.checkSerializable);
  }

  /// How to work.
  ///
  /// @param folder for what does not fit into memory: for this engine alone, made if it is missing,
  ///   deleted in the end with all that the engine wrote
  /// @param threads how many workers there are, at least 1
  /// @param memoryBytes what all workers together may hold of records
  /// @param partBytes about how large the parts of a sorted write are, measured as they are put
  ///   aside (before compression); 1/256 of all the records if that is more
  /// @param checkSerializable whether everything is sent through Java serialization before it is
  ///   used, so that a test on one machine refuses what a cluster would
  public record Settings(
      Path folder, int threads, long memoryBytes, long partBytes, boolean checkSerializable) {

    public Settings {
      if (threads < 1 || memoryBytes < 1 || partBytes < 1) {
        throw BagelException.user(
            "threads, memory and part size must be at least 1: they are %d, %d and %d"
                .formatted(threads, memoryBytes, partBytes));
      }
    }

    /// All processors, a third of the heap, parts of 64 MiB.
    public static Settings in(Path folder) {
      Runtime runtime = Runtime.getRuntime();
      return new Settings(
          folder, runtime.availableProcessors(), runtime.maxMemory() / 3, 64 << 20, false);
    }

    public Settings withThreads(int count) {
      return new Settings(folder, count, memoryBytes, partBytes, checkSerializable);
    }

    public Settings withMemoryBytes(long bytes) {
      return new Settings(folder, threads, bytes, partBytes, checkSerializable);
    }

    public Settings withPartBytes(long bytes) {
      return new Settings(folder, threads, memoryBytes, bytes, checkSerializable);
    }

    public Settings checkingSerializable() {
      return new Settings(folder, threads, memoryBytes, partBytes, true);
    }
  }

  @Override
  public <T> Records<T> read(Class<T> type, List<? extends Input<T>> inputs) {
    List<Part<T>> parts = inputs.stream().map(this::part).toList();
    return new LocalRecords<>(workshop, type, () -> Parts.of(parts));
  }

  private <T> Part<T> part(Input<T> given) {
    Input<T> input = workshop.travelled("read", given);
    return (worker, sink) -> read(input, worker, sink);
  }

  private static <T> void read(Input<T> input, Worker worker, Consumer<? super T> sink) {
    try {
      input.read(
          each -> {
            worker.check();
            sink.accept(each);
          });
    } catch (IOException e) {
      throw Trouble.of("cannot read " + input, e);
    }
  }

  @Override
  public Counters counters() {
    return new LocalCounters();
  }

  @Override
  public void close() {
    workshop.folder().close();
  }
}
