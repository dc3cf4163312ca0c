package dev.bagel.dataset.files;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The bytes of a file, decompressed and without a byte order mark, and how much of the file they
/// have taken so far.
final class FileStream extends FilterInputStream {
  private static final int CHUNK = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final DataFile file;

  /// Null for standard input, whose place nobody knows.
  private final @Nullable FileChannel channel;

  private FileStream(DataFile file, FileChannel channel) throws IOException {
    super(withoutMark(decompressed(file.name(), Channels.newInputStream(channel))));
    this.file = file;
    this.channel = channel;
  }

  private FileStream(InputStream standardInput) throws IOException {
    super(withoutMark(standardInput));
    this.file = DataFile.STANDARD_INPUT;
    this.channel = null;
  }

  static FileStream open(DataFile file) {
    try {
      if (file.isStandardInput()) {
        return new FileStream(System.in);
      }
      FileChannel channel = FileChannel.open(file.path());
      try {
        return new FileStream(file, channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw FileTrouble.reading(file, e);
    }
  }

  /// How many bytes of the file, as it lies there, have been read; 0 of standard input.
  long position() {
    try {
      return channel != null && channel.isOpen() ? channel.position() : 0;
    } catch (IOException e) {
      throw FileTrouble.reading(file, e);
    }
  }

  private static InputStream decompressed(String name, InputStream raw) throws IOException {
    InputStream buffered = new BufferedInputStream(raw, CHUNK);
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".gz")) {
      return new GZIPInputStream(buffered, CHUNK);
    }
    return lower.endsWith(".zst") ? new ZstdInputStream(buffered) : buffered;
  }

  private static InputStream withoutMark(InputStream in) throws IOException {
    BufferedInputStream marked = new BufferedInputStream(in, CHUNK);
    marked.mark(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(marked.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      marked.reset();
    }
    return marked;
  }
}
