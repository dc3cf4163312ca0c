package dev.bagel.torch.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Where things stand in a [TokenFile]. An entry is the fields below, its tokens (an id; its
/// complement where it is learnt), and its id in UTF-8.
final class TokenLayout {
  /// With the version of the layout, and of how rows are read.
  static final byte[] MAGIC = "bageltk1".getBytes(US_ASCII);

  static final int FINGERPRINT = 32;
  static final int HEADER = MAGIC.length + FINGERPRINT;

  /// Entries, bytes of facts, checksum.
  static final int TRAILER = 3 * Integer.BYTES;

  static final int SIZE = 0;
  static final int LEARNT = 4;
  static final int SOURCE = 8;
  static final int FILE = 12;
  static final int ID_BYTES = 16;
  static final int CONTINUES = 20;
  static final int ROW = 24;
  static final int KEY = 32;
  static final int ENTRY = 40;

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TokenLayout() {}
}
