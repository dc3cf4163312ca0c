package dev.bagel.dataset.files;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// The bytes of a file, decompressed and without a byte order mark, a chunk at a time.
final class ByteChunks implements Closeable {
  private static final int CHUNK = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final DataFile file;
  private final InputStream in;

  /// The chunk: bytes from `position` to `limit` are still to be read.
  final byte[] bytes = new byte[CHUNK];

  int position;
  int limit;

  private ByteChunks(DataFile file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  static ByteChunks open(DataFile file) {
    return new ByteChunks(file, stream(file));
  }

  /// The bytes of a file, decompressed and without a byte order mark.
  static InputStream stream(DataFile file) {
    try {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file.path()), CHUNK);
      try {
        return withoutMark(new BufferedInputStream(decompressed(file.name(), raw), CHUNK));
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw Trouble.reading(file, e);
    }
  }

  DataFile file() {
    return file;
  }

  /// Whether there are bytes to read; the next chunk is read where this one is used up.
  boolean more() {
    if (position < limit) {
      return true;
    }
    try {
      position = 0;
      limit = Math.max(0, in.read(bytes));
      return limit > 0;
    } catch (IOException e) {
      throw Trouble.reading(file, e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw Trouble.reading(file, e);
    }
  }

  private static InputStream decompressed(String name, InputStream raw) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".gz")) {
      return new GZIPInputStream(raw, CHUNK);
    }
    return lower.endsWith(".zst") ? new ZstdInputStream(raw) : raw;
  }

  private static InputStream withoutMark(BufferedInputStream in) throws IOException {
    in.mark(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      in.reset();
    }
    return in;
  }
}
