package dev.bagel.dataset.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/// The contract, with and without enough memory.
@ParameterizedClass(name = "{0} threads, {1} bytes")
@CsvSource({"1, 100000000", "2, 400000", "7, 100000"})
class LocalRecordsTest extends RecordsContract {
  @Parameter(0)
  int threads;

  @Parameter(1)
  long memoryBytes;

  @TempDir Path temp;

  @Override
  protected Engine open() {
    return new LocalEngine(
        LocalEngine.Settings.in(temp.resolve("work"))
            .withThreads(threads)
            .withMemoryBytes(memoryBytes)
            .withPartBytes(4096)
            .checkingSerializable());
  }
}
