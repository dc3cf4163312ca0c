package dev.bagel.prompting.web;

import java.io.IOException;
import java.io.InputStream;

/// How much of a body is read, and what happens with more.
///
/// @param cut whether the rest is left out; otherwise it is an error
record ByteLimit(int bytes, boolean cut) {

  static ByteLimit refusing(int bytes) {
    return new ByteLimit(bytes, false);
  }

  static ByteLimit cutting(int bytes) {
    return new ByteLimit(bytes, true);
  }

  byte[] read(InputStream body) throws IOException {
    byte[] read = body.readNBytes(bytes);
    if (!cut && read.length == bytes && body.read() >= 0) {
      throw new Exceeded();
    }
    return read;
  }

  /// There is more than allowed.
  static final class Exceeded extends IOException {
    Exceeded() {
      super("longer than allowed");
    }
  }
}
