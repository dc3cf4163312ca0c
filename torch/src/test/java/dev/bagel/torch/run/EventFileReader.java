package dev.bagel.torch.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Reads event files by what the formats say, with nothing of what writes them: frames with a
/// bitwise CRC-32C, messages by a general reader of protocol buffers.
final class EventFileReader {
  /// An event: what is not in it is 0, empty or false.
  record Event(
      double time, long step, String version, boolean start, Map<String, Integer> floatBits) {}

  private EventFileReader() {}

  /// The folder's event files, in the order in which TensorBoard reads them.
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains("tfevents"))
          .sorted()
          .toList();
    }
  }

  static List<Event> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(unmask(in.getInt())).as("checksum of a length").isEqualTo(crc32c(length));
      byte[] message =
          new byte[Math.toIntExact(ByteBuffer.wrap(length).order(in.order()).getLong())];
      in.get(message);
      assertThat(unmask(in.getInt())).as("checksum of a message").isEqualTo(crc32c(message));
      events.add(event(fields(ByteBuffer.wrap(message).order(in.order()))));
    }
    return events;
  }

  private static Event event(Map<Integer, List<Object>> fields) {
    Map<String, Integer> values = new LinkedHashMap<>();
    for (Object summary : all(fields, 5)) {
      for (Object value : all(fields((ByteBuffer) summary), 1)) {
        Map<Integer, List<Object>> tagged = fields((ByteBuffer) value);
        values.put(text(only(tagged, 1)), (Integer) only(tagged, 2));
      }
    }
    boolean start =
        all(fields, 7).stream().anyMatch(log -> only(fields((ByteBuffer) log), 1).equals(1L));
    return new Event(
        Double.longBitsToDouble((Long) only(fields, 1)),
        fields.containsKey(2) ? (Long) only(fields, 2) : 0,
        fields.containsKey(3) ? text(only(fields, 3)) : "",
        start,
        values);
  }

  private static Object only(Map<Integer, List<Object>> fields, int number) {
    assertThat(all(fields, number)).as("field " + number).hasSize(1);
    return all(fields, number).getFirst();
  }

  private static List<Object> all(Map<Integer, List<Object>> fields, int number) {
    return fields.getOrDefault(number, List.of());
  }

  /// By number: `Long`, `Integer` or `ByteBuffer`, by the wire type.
  private static Map<Integer, List<Object>> fields(ByteBuffer message) {
    Map<Integer, List<Object>> fields = new LinkedHashMap<>();
    ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> slice(in, Math.toIntExact(varint(in)));
            case 5 -> in.getInt();
            default -> throw new AssertionError("wire type of key " + key);
          };
      fields.computeIfAbsent((int) (key >>> 3), _ -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static ByteBuffer slice(ByteBuffer in, int length) {
    ByteBuffer slice = in.slice(in.position(), length);
    in.position(in.position() + length);
    return slice;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 127) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String text(Object bytes) {
    return UTF_8.decode(((ByteBuffer) bytes).duplicate()).toString();
  }

  private static int unmask(int masked) {
    int turned = masked - 0xa282ead8;
    return (turned >>> 17) | (turned << 15);
  }

  /// By the polynomial of Castagnoli, a bit at a time.
  private static int crc32c(byte[] bytes) {
    int crc = -1;
    for (byte next : bytes) {
      crc ^= next & 255;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ (0x82f63b78 & -(crc & 1));
      }
    }
    return ~crc;
  }
}
