package dev.bagel.dataset.engine;

/// A 128-bit key, ordered as an unsigned number. Keys are expected to be evenly spread: the engine
/// cuts work by their top bits.
public record Key(long high, long low) implements Comparable<Key> {
  static final Key ZERO = new Key(0, 0);
  static final Key MAX = new Key(-1, -1);

  @Override
  public int compareTo(Key other) {
    return compare(high, low, other.high, other.low);
  }

  static int compare(long high, long low, long otherHigh, long otherLow) {
    int byHigh = Long.compareUnsigned(high, otherHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
  }

  /// How many of the top bits are the same.
  int commonBits(Key other) {
    return high != other.high
        ? Long.numberOfLeadingZeros(high ^ other.high)
        : 64 + Long.numberOfLeadingZeros(low ^ other.low);
  }

  /// `count` bits (1 to 31) after the top `from` bits; zeros beyond the last bit.
  static int bits(long high, long low, int from, int count) {
    long window =
        from == 0 ? high : from < 64 ? high << from | low >>> (64 - from) : low << (from - 64);
    return (int) (window >>> (64 - count));
  }
}
