package dev.bagel.dataset.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// Reads, from front to back, what a [ByteSink] wrote.
final class ByteSource {
  private final byte[] bytes;
  private int position;

  ByteSource(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  int octet() {
    return bytes[position++] & 0xFF;
  }

  int int32() {
    int value = (int) ByteSink.INT.get(bytes, position);
    position += 4;
    return value;
  }

  long int64() {
    long value = (long) ByteSink.LONG.get(bytes, position);
    position += 8;
    return value;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[position++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  @Nullable String text() {
    long header = varint();
    if (header == 0) {
      return null;
    }
    int length = (int) ((header - 1) >> 1);
    if (((header - 1) & 1) == 1) {
      return chars(length);
    }
    String text = new String(bytes, position, length, UTF_8);
    position += length;
    return text;
  }

  private String chars(int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) (octet() << 8 | octet());
    }
    return new String(chars);
  }
}
