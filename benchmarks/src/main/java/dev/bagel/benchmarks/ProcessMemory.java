package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process holds of the machine's memory, in megabytes, as Linux counts it.
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  static long now() {
    return megabytes("VmRSS:");
  }

  /// The most that it held since its start.
  static long peak() {
    return megabytes("VmHWM:");
  }

  private static long megabytes(String name) {
    if (!Files.exists(STATUS)) {
      throw BagelException.resources("this system does not tell a process's memory in " + STATUS);
    }
    try {
      return Files.readAllLines(STATUS).stream()
              .filter(line -> line.startsWith(name))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          >> 10;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
