package dev.bagel.dataset.engine;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/// Goes through a bucket in the order of its keys, a group of equal keys at a time, in bounded
/// memory: what is too large to be sorted at once is cut by further bits of the key, and a single
/// key with too many records is never held at all. A group's records come in no order, but in the
/// same one each time.
final class Groups<T> {
  private final Workshop workshop;
  private final RecordCodec<T> codec;
  private final Worker worker;
  private final Consumer<Iterable<T>> sink;

  Groups(Workshop workshop, RecordCodec<T> codec, Worker worker, Consumer<Iterable<T>> sink) {
    this.workshop = workshop;
    this.codec = codec;
    this.worker = worker;
    this.sink = sink;
  }

  /// An entry in memory.
  private static final class Entry {
    private final long high;
    private final long low;
    private final byte[] block;
    private final int offset;

    Entry(Entries current) {
      high = current.high();
      low = current.low();
      block = current.block();
      offset = current.offset();
    }

    int compareKey(Entry other) {
      return Key.compare(high, low, other.high, other.low);
    }
  }

  void run(Spill spill, Bucket bucket) {
    if (bucket.records() == 0) {
      return;
    }
    if (bucket.weight() <= workshop.memory().load()) {
      sorted(spill, bucket);
    } else if (bucket.least().equals(bucket.most())) {
      sink.accept(() -> new Streamed(entries(spill, bucket)));
    } else {
      cut(spill, bucket);
    }
  }

  private Entries entries(Spill spill, Bucket bucket) {
    return new Entries(worker, spill, bucket.blocks());
  }

  private void sorted(Spill spill, Bucket bucket) {
    Entry[] all = new Entry[Math.toIntExact(bucket.records())];
    Entries entries = entries(spill, bucket);
    for (int i = 0; entries.next(); i++) {
      all[i] = new Entry(entries);
    }
    Arrays.sort(all, Entry::compareKey);
    for (int from = 0; from < all.length; ) {
      int to = from + 1;
      while (to < all.length && all[from].compareKey(all[to]) == 0) {
        to++;
      }
      sink.accept(group(all, from, to));
      from = to;
    }
  }

  private Iterable<T> group(Entry[] all, int from, int to) {
    return () ->
        Arrays.stream(all, from, to)
            .map(
                entry -> {
                  worker.check();
                  return codec.read(entry.block, entry.offset);
                })
            .iterator();
  }

  private void cut(Spill spill, Bucket bucket) {
    int same = bucket.least().commonBits(bucket.most());
    int bits = cutBits(bucket.weight() / workshop.memory().load());
    try (Spill finer = workshop.folder().spill()) {
      try (SpillWriter writer = new SpillWriter(finer, workshop.memory())) {
        Entries entries = entries(spill, bucket);
        while (entries.next()) {
          writer.add(
              Key.bits(entries.high(), entries.low(), same, bits),
              entries.key(),
              entries.block(),
              entries.offset(),
              entries.length());
        }
        writer.flush();
      }
      finer.buckets(1 << bits).forEach(each -> run(finer, each));
    }
  }

  /// Enough for buckets of about half the size that can be held.
  private static int cutBits(long times) {
    int bits = 64 - Long.numberOfLeadingZeros(times) + 1;
    return Math.clamp(bits, 1, Workshop.BUCKET_BITS);
  }

  /// The records of entries that are read from the disk each time.
  private final class Streamed implements Iterator<T> {
    private final Entries entries;
    private boolean more;

    Streamed(Entries entries) {
      this.entries = entries;
      this.more = entries.next();
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public T next() {
      if (!more) {
        throw new NoSuchElementException();
      }
      T record = codec.read(entries.block(), entries.offset());
      more = entries.next();
      return record;
    }
  }
}
