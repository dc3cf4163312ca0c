package dev.bagel.torch.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `metrics.jsonl`: a row a line, each handed to the system as soon as it is added. One thread.
final class MetricsFile implements AutoCloseable {
  static final String NAME = "metrics.jsonl";

  private static final int LONGEST_LINE = 1 << 20;

  private final Path file;
  private final OutputStream out;

  /// What is done with each row of a file.
  interface Rows {
    void take(MetricsRow row) throws IOException;
  }

  private MetricsFile(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /// Begins a file, over one that stands there.
  static MetricsFile begin(Path folder) {
    Path file = folder.resolve(NAME);
    WholeFile.write(file, out -> {});
    return append(file);
  }

  /// Goes on behind the last row of `step` or before; what stands there of later steps is cut off.
  ///
  /// @param kept is given each row that stays
  static MetricsFile resume(Path folder, long step, Rows kept) {
    Path file = folder.resolve(NAME);
    WholeFile.write(
        file,
        out -> {
          try {
            readFile(
                file,
                row -> {
                  if (row.step() <= step) {
                    kept.take(row);
                    write(out, row);
                  }
                });
          } catch (NoSuchFileException _) {
            // A run goes on without its past numbers too.
          }
        });
    return append(file);
  }

  /// @throws BagelException RESOURCES when it cannot be written
  void add(MetricsRow row) {
    try {
      write(out, row);
    } catch (IOException e) {
      throw WholeFile.trouble("write", file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw WholeFile.trouble("write", file, e);
    }
  }

  /// Reads rows in the order of the file. What is no row is left out where it is the last line, as
  /// a killed run leaves it.
  ///
  /// @throws BagelException USER when there is no such file, or another line is no row; RESOURCES
  ///   when it cannot be read
  static void read(Path folder, Rows rows) {
    Path file = folder.resolve(NAME);
    try {
      readFile(file, rows);
    } catch (NoSuchFileException e) {
      throw BagelException.user(
          "%s has no %s; name the folder of a training run".formatted(folder, NAME), e);
    } catch (IOException e) {
      throw WholeFile.trouble("read", file, e);
    }
  }

  private static void readFile(Path file, Rows rows) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      Optional<MetricsRow> row = Optional.empty();
      long number = 0;
      for (String line = nextLine(in); line != null; line = nextLine(in)) {
        if (number > 0 && row.isEmpty()) {
          throw BagelException.user(
              "%s, line %d is not a row of metrics; mend it, or move the file away"
                  .formatted(file, number));
        }
        number++;
        row = MetricsLine.read(line);
        if (row.isPresent()) {
          rows.take(row.get());
        }
      }
    }
  }

  private static @Nullable String nextLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      // The rest of a line that is longer is passed over: its beginning is no row either.
      if (line.size() < LONGEST_LINE) {
        line.write(next);
      }
    }
    return line.toString(UTF_8);
  }

  private static MetricsFile append(Path file) {
    try {
      return new MetricsFile(file, Files.newOutputStream(file, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw WholeFile.trouble("write", file, e);
    }
  }

  private static void write(OutputStream out, MetricsRow row) throws IOException {
    out.write((MetricsLine.write(row) + "\n").getBytes(UTF_8));
  }
}
