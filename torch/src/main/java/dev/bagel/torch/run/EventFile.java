package dev.bagel.torch.run;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// A TensorBoard event file: `Event` messages in the frames of TFRecord, each handed to the system
/// as soon as it is added. One thread.
///
/// A run that goes on begins another file, since TensorBoard follows files by their ends and must
/// not see one get shorter. Files are read in the order of their names, which therefore goes on
/// where a clock was set back too.
final class EventFile implements AutoCloseable {
  private static final Pattern NAME =
      Pattern.compile("events\\.out\\.tfevents\\.(\\d{10,18})\\.bagel\\.(\\d{1,9})");

  private final Path file;
  private final OutputStream out;

  private EventFile(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /// Begins a file, behind those that are there.
  ///
  /// @param from the first step that it is about; what the others have of it and of later ones
  ///   holds no more
  static EventFile begin(Path folder, Instant time, long from) {
    Path file = folder;
    try {
      long seconds = time.getEpochSecond();
      int number = 0;
      for (Matcher other : others(folder)) {
        seconds = Math.max(seconds, Long.parseLong(other.group(1)));
        number = Math.max(number, Integer.parseInt(other.group(2)));
      }
      String name =
          String.format(Locale.ROOT, "events.out.tfevents.%010d.bagel.%04d", seconds, number + 1);
      file = folder.resolve(name);
      EventFile events =
          new EventFile(file, Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
      events.add(EventMessage.version(time));
      // In the first file too: TensorBoard takes a run's first START for no restart.
      events.add(EventMessage.start(time, from));
      return events;
    } catch (IOException e) {
      throw WholeFile.trouble("write", file, e);
    }
  }

  /// @throws BagelException RESOURCES when it cannot be written
  void add(MetricsRow row) {
    add(EventMessage.scalars(row));
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw WholeFile.trouble("write", file, e);
    }
  }

  private void add(byte[] message) {
    try {
      out.write(frame(message));
    } catch (IOException e) {
      throw WholeFile.trouble("write", file, e);
    }
  }

  /// A record: its length, the checksum of that, the message, the checksum of that.
  static byte[] frame(byte[] message) {
    ByteBuffer frame =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + message.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(message.length);
    frame.putInt(masked(frame.array(), 0, Long.BYTES));
    frame.put(message);
    frame.putInt(masked(message, 0, message.length));
    return frame.array();
  }

  /// CRC-32C, turned and moved, as TFRecord has it: a checksum of data that holds checksums is a
  /// poor one.
  private static int masked(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  private static List<Matcher> others(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .toList();
    }
  }
}
