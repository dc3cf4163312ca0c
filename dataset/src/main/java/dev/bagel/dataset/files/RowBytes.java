package dev.bagel.dataset.files;

import java.util.Arrays;

/// Collects the bytes of one row after the other. Of a row that is longer than [#LIMIT] only the
/// beginning is held.
final class RowBytes {
  static final int LIMIT = 32 << 20;
  private static final int KEPT_OF_TOO_LONG = 1 << 10;

  private byte[] bytes = new byte[1 << 13];
  private int length;
  private boolean tooLong;

  void clear() {
    length = 0;
    tooLong = false;
  }

  void add(byte[] from, int start, int end) {
    int count = end - start;
    if (tooLong) {
      return;
    }
    if (count > LIMIT - length) {
      tooLong = true;
      length = Math.min(length, KEPT_OF_TOO_LONG);
      return;
    }
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.min(2 * bytes.length, LIMIT)));
    }
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  boolean tooLong() {
    return tooLong;
  }

  /// Whether it holds nothing but JSON's white space.
  boolean blank() {
    for (int i = 0; i < length; i++) {
      if (!blank(bytes[i])) {
        return false;
      }
    }
    return !tooLong;
  }

  static boolean blank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
