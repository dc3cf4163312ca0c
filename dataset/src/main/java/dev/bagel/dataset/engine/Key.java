package dev.bagel.dataset.engine;

/// A 128-bit key, ordered as an unsigned number. Keys are expected to be evenly spread: the engine
/// cuts work by their top bits.
public record Key(long high, long low) implements Comparable<Key> {
  @Override
  public int compareTo(Key other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }
}
