package dev.bagel.prompting.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import okio.Buffer;
import okio.GzipSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/// Content encodings of RFC 9110: gzip and deflate, the latter as zlib (as it should be) or raw (as
/// some servers send it).
///
/// A gzip body is one member: the JDK's reader takes several, and overflows its stack on a long row
/// of empty ones.
final class Unpacking {
  /// What a request says it takes.
  static final String ACCEPTED = "gzip, deflate";

  private Unpacking() {}

  /// @throws Failed for what is damaged, or packed in a way that was not asked for
  static byte[] of(byte[] packed, @Nullable String encoding, ByteLimit limit) throws IOException {
    String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    if (packed.length == 0 || name.isEmpty() || name.equals("identity")) {
      return packed;
    }
    try (InputStream unpacked = open(packed, name)) {
      return limit.read(unpacked);
    } catch (ByteLimit.Exceeded | Failed e) {
      throw e;
    } catch (IOException e) {
      throw new Failed("packed with %s, and damaged".formatted(name), e);
    }
  }

  private static InputStream open(byte[] packed, String name) throws Failed {
    return switch (name) {
      case "gzip", "x-gzip" ->
          Okio.buffer(new GzipSource(new Buffer().write(packed))).inputStream();
      case "deflate" -> inflated(packed);
      default ->
          throw new Failed("packed with '%s', which was not asked for".formatted(name), null);
    };
  }

  private static InputStream inflated(byte[] packed) {
    boolean zlib =
        packed.length >= 2
            && (packed[0] & 0x0f) == 8
            && ((packed[0] & 0xff) << 8 | (packed[1] & 0xff)) % 31 == 0;
    Inflater inflater = new Inflater(!zlib);
    return new InflaterInputStream(new ByteArrayInputStream(packed), inflater) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  /// A body that cannot be unpacked.
  static final class Failed extends IOException {
    Failed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
