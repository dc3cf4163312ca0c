package dev.bagel.dataset.engine;

import java.util.Iterator;
import java.util.List;

/// Goes through the entries of some blocks, in the order in which they were written.
final class Entries {
  private final Worker worker;
  private final Spill spill;
  private final Iterator<Spill.Block> blocks;
  private byte[] block = new byte[0];
  private int next;
  private int offset;
  private int length;

  Entries(Worker worker, Spill spill, List<Spill.Block> blocks) {
    this.worker = worker;
    this.spill = spill;
    this.blocks = blocks.iterator();
  }

  /// Moves to the next entry; false where there is none.
  boolean next() {
    worker.check();
    while (next == block.length) {
      if (!blocks.hasNext()) {
        return false;
      }
      block = spill.read(blocks.next());
      next = 0;
    }
    length = (int) ByteSink.INT.get(block, next + 16);
    offset = next + SpillWriter.HEADER;
    next = offset + length;
    return true;
  }

  long high() {
    return (long) ByteSink.LONG.get(block, offset - 20);
  }

  long low() {
    return (long) ByteSink.LONG.get(block, offset - 12);
  }

  Key key() {
    return new Key(high(), low());
  }

  /// The block that holds the entry's record, at [#offset], [#length] bytes long.
  byte[] block() {
    return block;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }
}
