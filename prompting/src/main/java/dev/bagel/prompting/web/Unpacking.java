package dev.bagel.prompting.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Content encodings of RFC 9110: gzip and deflate, the latter as zlib (as it should be) or raw (as
/// some servers send it).
final class Unpacking {
  /// What a request says it takes.
  static final String ACCEPTED = "gzip, deflate";

  private Unpacking() {}

  /// @throws Unknown for an encoding that was not asked for
  static InputStream of(InputStream body, @Nullable String encoding) throws IOException {
    String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> new GZIPInputStream(body);
      case "deflate" -> inflated(new PushbackInputStream(body, 2));
      default -> throw new Unknown(name);
    };
  }

  private static InputStream inflated(PushbackInputStream body) throws IOException {
    byte[] head = body.readNBytes(2);
    body.unread(head);
    boolean zlib =
        head.length == 2
            && (head[0] & 0x0f) == 8
            && ((head[0] & 0xff) << 8 | (head[1] & 0xff)) % 31 == 0;
    Inflater inflater = new Inflater(!zlib);
    return new InflaterInputStream(body, inflater) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  /// An encoding that was not asked for.
  static final class Unknown extends IOException {
    Unknown(String name) {
      super("the encoding '%s' was not asked for".formatted(name));
    }
  }
}
