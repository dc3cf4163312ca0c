package dev.bagel.dataset.engine;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// What the operations of one engine work with.
///
/// @param memory of each worker
/// @param partBytes of spilled entries that make a part of a sorted write
/// @param checkSerializable whether functions go through serialization before they are used
record Workshop(
    WorkFolder folder, Workers workers, Memory memory, long partBytes, boolean checkSerializable) {
  /// The bits of a key that choose its bucket.
  static final int BUCKET_BITS = 8;

  static final int BUCKETS = 1 << BUCKET_BITS;

  /// Where records without a key go.
  static final int KEYLESS = BUCKETS;

  /// Where a record goes.
  interface Placing<T> {
    void place(T record, SpillWriter writer);
  }

  <F extends Serializable> F travelled(String operation, F function) {
    return checkSerializable ? Travel.send(operation, function) : function;
  }

  /// Puts all records aside; `placing` adds each to the writer.
  <T> Spill spill(Parts<T> source, Placing<T> placing) {
    Spill spill = folder.spill();
    try {
      workers.run(
          source.list().size(),
          worker -> {
            try (SpillWriter writer = new SpillWriter(spill, memory)) {
              for (int i = worker.next(); i >= 0; i = worker.next()) {
                source.list().get(i).run(worker, each -> placing.place(each, writer));
              }
              writer.flush();
            }
          });
      return spill;
    } catch (Throwable e) {
      spill.close();
      throw e;
    }
  }

  /// Puts all records aside in [#BUCKETS] buckets that follow each other by key, and [#KEYLESS].
  <T> Spill spillByKey(
      Parts<T> source, RecordCodec<T> codec, Fn<? super T, ? extends @Nullable Key> function) {
    return spill(
        source,
        (each, writer) -> {
          Key key = function.apply(each);
          if (key == null) {
            writer.add(KEYLESS, Key.ZERO, codec, each);
          } else {
            writer.add(Key.bits(key.high(), key.low(), 0, BUCKET_BITS), key, codec, each);
          }
        });
  }
}
