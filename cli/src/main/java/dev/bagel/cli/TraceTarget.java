package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.plan.PlanTrace;
import dev.bagel.prompting.plan.TraceFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// The file that a trace goes to: there whole, or as it was before.
///
/// @param file null where no trace is wanted
/// @param draft beside it
record TraceTarget(@Nullable Path file, @Nullable Path draft) implements AutoCloseable {

  /// Finds out before the run whether there is room for a trace.
  ///
  /// @throws BagelException where it cannot be written there
  static TraceTarget of(@Nullable Path file) {
    if (file == null) {
      return new TraceTarget(null, null);
    }
    // What is renamed to /dev/null, say, would take its place.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw BagelException.user("--trace takes a file, and %s is none".formatted(file));
    }
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file;
      Path draft =
          real.resolveSibling(
              ".%s.%d.incomplete".formatted(real.getFileName(), ProcessHandle.current().pid()));
      Files.writeString(draft, "");
      Files.delete(draft); // a run that is killed leaves nothing behind
      return new TraceTarget(real, draft);
    } catch (NoSuchFileException e) {
      throw BagelException.user(
          "cannot write the trace to %s: there is no such folder".formatted(file), e);
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  /// @throws BagelException RESOURCES where it cannot be written
  void write(PlanTrace trace) {
    if (file == null || draft == null) {
      return;
    }
    try {
      Files.writeString(draft, TraceFile.write(trace));
      move(draft, file);
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Without a draft left behind.
  @Override
  public void close() {
    if (file != null && draft != null) {
      try {
        Files.deleteIfExists(draft);
      } catch (IOException e) {
        throw trouble(file, e);
      }
    }
  }

  private static BagelException trouble(Path file, IOException e) {
    return BagelException.resources(
        "cannot write the trace to %s: %s"
            .formatted(file, e.getMessage() == null ? e.toString() : e.getMessage()),
        e);
  }
}
