package dev.bagel.prompting.web;

import java.io.FilterInputStream;
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

  /// The stream, which may hold no more than this many bytes: packed bytes that unpack to nothing
  /// count here.
  InputStream bound(InputStream packed) {
    return new FilterInputStream(packed) {
      private long left = bytes;

      @Override
      public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
      }

      private void count(int read) throws Exceeded {
        left -= read;
        if (left < 0) {
          throw new Exceeded();
        }
      }
    };
  }

  /// There is more than allowed.
  static final class Exceeded extends IOException {
    Exceeded() {
      super("longer than allowed");
    }
  }
}
