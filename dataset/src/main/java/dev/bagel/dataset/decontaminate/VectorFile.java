package dev.bagel.dataset.decontaminate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/// A file of vectors: `BAGVEC1` and a line's end, the key, count and dimensions, the numbers as
/// 32-bit little-endian floats, and a CRC-32C of all before. Zeros stand for a vector that is not
/// known.
///
/// @param key names what the vectors are of: 64 letters of ASCII
record VectorFile(Path file, String key, int count, int dimensions) {
  private static final long MAGIC = 0x42_41_47_56_45_43_31_0AL;
  private static final int HEAD = Long.BYTES + 64 + 2 * Integer.BYTES;

  /// Why a file is not what was wanted, as the end of a sentence that begins with its name.
  static final class Unfit extends IOException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  private long size() {
    return HEAD + (long) count * dimensions * Float.BYTES + Long.BYTES;
  }

  /// @return by place of the vector; null for those that are not known
  /// @throws Unfit when the file is damaged or holds other vectors
  float[] @Nullable [] read() throws IOException {
    if (Files.size(file) != size()) {
      throw new Unfit("has another size than %,d vectors of %d".formatted(count, dimensions));
    }
    CRC32C sum = new CRC32C();
    try (CheckedInputStream checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), 1 << 20), sum);
        DataInputStream in = new DataInputStream(checked)) {
      if (in.readLong() != MAGIC
          || !Arrays.equals(in.readNBytes(key.length()), head())
          || in.readInt() != count
          || in.readInt() != dimensions) {
        throw new Unfit("holds other vectors");
      }
      float[] @Nullable [] vectors = new float[count][];
      byte[] bytes = new byte[dimensions * Float.BYTES];
      for (int place = 0; place < count; place++) {
        in.readFully(bytes);
        vectors[place] = vector(bytes);
      }
      long computed = sum.getValue();
      if (in.readLong() != computed) {
        throw new Unfit("is damaged");
      }
      return vectors;
    }
  }

  private float @Nullable [] vector(byte[] bytes) {
    if (Arrays.equals(bytes, new byte[bytes.length])) {
      return null;
    }
    float[] vector = new float[dimensions];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  /// It is there whole or not at all, also where several processes write it at once.
  void write(float[] @Nullable [] vectors) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft =
        file.resolveSibling(
            ".bagel-%d-%d.incomplete"
                .formatted(ProcessHandle.current().pid(), Thread.currentThread().threadId()));
    try {
      writeTo(draft, vectors);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void writeTo(Path draft, float[] @Nullable [] vectors) throws IOException {
    CRC32C sum = new CRC32C();
    try (CheckedOutputStream checked =
            new CheckedOutputStream(
                new BufferedOutputStream(Files.newOutputStream(draft), 1 << 20), sum);
        DataOutputStream out = new DataOutputStream(checked)) {
      out.writeLong(MAGIC);
      out.write(head());
      out.writeInt(count);
      out.writeInt(dimensions);
      ByteBuffer bytes =
          ByteBuffer.allocate(dimensions * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      float[] unknown = new float[dimensions];
      for (float[] vector : vectors) {
        bytes.asFloatBuffer().put(vector == null ? unknown : vector);
        out.write(bytes.array());
      }
      out.flush();
      out.writeLong(sum.getValue());
    }
  }

  private byte[] head() {
    return key.getBytes(US_ASCII);
  }
}
