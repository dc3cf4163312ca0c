package dev.bagel.dataset.engine;

import java.util.ArrayList;
import java.util.List;

/// The records of a spill that belong together. Workers add blocks at once; it is read when all of
/// them are done.
final class Bucket {
  /// What an entry costs in memory besides its bytes.
  private static final int ENTRY = 64;

  private static final long SLICE_BYTES = 16 << 20;

  private final List<Spill.Block> blocks = new ArrayList<>();
  private long records;
  private long bytes;
  private Key least = Key.MAX;
  private Key most = Key.ZERO;

  synchronized void add(Spill.Block block, long blockRecords, Key blockLeast, Key blockMost) {
    blocks.add(block);
    records += blockRecords;
    bytes += block.size();
    least = blockLeast.compareTo(least) < 0 ? blockLeast : least;
    most = blockMost.compareTo(most) > 0 ? blockMost : most;
  }

  long records() {
    return records;
  }

  /// Of its entries, not compressed: the same for the same records, whoever wrote them.
  long bytes() {
    return bytes;
  }

  /// What it takes to hold all its entries at once.
  long weight() {
    return bytes + ENTRY * records;
  }

  Key least() {
    return least;
  }

  Key most() {
    return most;
  }

  List<Spill.Block> blocks() {
    return blocks;
  }

  /// Its blocks, in runs that are worth a part each.
  List<List<Spill.Block>> slices() {
    List<List<Spill.Block>> slices = new ArrayList<>();
    long room = 0;
    for (Spill.Block block : blocks) {
      if (room <= 0) {
        slices.add(new ArrayList<>());
        room = SLICE_BYTES;
      }
      slices.getLast().add(block);
      room -= block.size();
    }
    return slices;
  }
}
