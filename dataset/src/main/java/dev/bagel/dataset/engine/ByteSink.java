package dev.bagel.dataset.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes that grow at their end. [ByteSource] reads what this writes.
final class ByteSink {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[512];
  private int size;

  /// What was written so far, in the first [#size] places. Valid until the next write.
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  ByteSink clear() {
    size = 0;
    return this;
  }

  void octet(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void int32(int value) {
    ensure(4);
    INT.set(bytes, size, value);
    size += 4;
  }

  void int64(long value) {
    ensure(8);
    LONG.set(bytes, size, value);
    size += 8;
  }

  /// Seven bits a byte, the lowest first; meant for small numbers that are not negative.
  void varint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void raw(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  /// UTF-8; text that UTF-8 cannot hold (half a surrogate pair) goes as its chars, so that every
  /// string comes back as it was.
  void text(@Nullable String text) {
    if (text == null) {
      varint(0);
      return;
    }
    if (hasLoneSurrogate(text)) {
      chars(text);
    } else {
      byte[] utf8 = text.getBytes(UTF_8);
      varint(((long) utf8.length << 1) + 1);
      raw(utf8, 0, utf8.length);
    }
  }

  private void chars(String text) {
    varint(((long) text.length() << 1) + 2);
    for (int i = 0; i < text.length(); i++) {
      octet(text.charAt(i) >> 8);
      octet(text.charAt(i));
    }
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private void ensure(int more) {
    long needed = (long) size + more;
    if (needed > bytes.length) {
      long grown = Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(needed, grown)));
    }
  }
}
