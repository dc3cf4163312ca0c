package dev.bagel.torch.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Small tensors, and files laid out by hand.
final class Tensors {
  private Tensors() {}

  static Weight floats(String name, long[] shape, float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new Weight(name, ElementType.F32, shape, MemorySegment.ofArray(bytes.array()));
  }

  static Weight bytes(String name, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Weight(
        name, ElementType.U8, new long[] {bytes.length}, MemorySegment.ofArray(bytes));
  }

  static byte[] content(Weight weight) {
    return weight.data().toArray(ValueLayout.JAVA_BYTE);
  }

  /// A file of eight bytes for the header's length, the header, and so many bytes 0, 1, 2, ….
  static Path file(Path file, String header, int dataBytes) {
    byte[] json = header.getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    bytes.writeBytes(json);
    for (int i = 0; i < dataBytes; i++) {
      bytes.write(i);
    }
    return write(file, bytes.toByteArray());
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.deleteIfExists(file);
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
