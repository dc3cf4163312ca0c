package dev.bagel.dataset.engine;

/// How one worker's share of the memory is spent.
///
/// @param share in bytes
record Memory(long share) {
  private static final int LEAST_BLOCK = 1 << 10;
  private static final int MOST_BLOCK = 1 << 16;

  /// Of spilled entries that may be held at once: decoded, they take several times as much.
  long load() {
    return Math.max(1, share / 4);
  }

  /// Of entries that wait to be spilled.
  long buffers() {
    return Math.max(LEAST_BLOCK, share / 4);
  }

  /// At which a block is written: small enough for 256 of them to be gathered at once.
  int block() {
    return Math.clamp(buffers() / 256, LEAST_BLOCK, MOST_BLOCK);
  }

  /// How many keys may be held at once.
  int keys() {
    return Math.clamp(share / 128, 1, 1 << 24);
  }
}
