package dev.bagel.dataset.engine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// [Records#bestPerKey]: records with one key meet in one bucket, where each group is gone through
/// twice, once for its best record and once to pass them on.
final class BestPerKey<T> {
  private final Workshop workshop;
  private final RecordCodec<T> codec;
  private final Order<T> order;
  private final Fn2<T, T, T> loser;

  BestPerKey(Workshop workshop, RecordCodec<T> codec, Order<T> order, Fn2<T, T, T> loser) {
    this.workshop = workshop;
    this.codec = codec;
    this.order = order;
    this.loser = loser;
  }

  /// @param key what the records are placed by
  /// @param given the function as the caller holds it, before it travelled
  Parts<T> settle(
      Parts<T> source,
      Fn<? super T, ? extends @Nullable Key> key,
      Fn<?, ? extends @Nullable Key> given) {
    Spill spill = workshop.spillByKey(source, codec, key);
    List<Part<T>> parts = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    for (Bucket bucket : spill.buckets(Workshop.BUCKETS)) {
      parts.add((worker, sink) -> settle(worker, spill, bucket, sink));
      bytes.add(bucket.bytes());
    }
    Bucket keyless = spill.bucket(Workshop.KEYLESS);
    OptionalLong size = OptionalLong.of(spill.records());
    if (keyless.records() == 0) {
      return new Parts<>(parts, size, new Parts.Layout(given, bytes));
    }
    for (List<Spill.Block> slice : keyless.slices()) {
      parts.add((worker, sink) -> pass(new Entries(worker, spill, slice), sink));
    }
    return new Parts<>(parts, size, null);
  }

  private void settle(Worker worker, Spill spill, Bucket bucket, Consumer<? super T> sink) {
    new Groups<>(workshop, codec, worker, group -> settle(group, sink)).run(spill, bucket);
  }

  private void settle(Iterable<T> group, Consumer<? super T> sink) {
    Iterator<T> records = group.iterator();
    T best = records.next();
    if (!records.hasNext()) {
      sink.accept(best);
      return;
    }
    while (records.hasNext()) {
      T next = records.next();
      best = order.compare(next, best) < 0 ? next : best;
    }
    boolean found = false;
    for (T each : group) {
      if (!found && order.compare(each, best) == 0) {
        found = true;
        sink.accept(best);
      } else {
        sink.accept(loser.apply(best, each));
      }
    }
  }

  private void pass(Entries entries, Consumer<? super T> sink) {
    while (entries.next()) {
      sink.accept(codec.read(entries.block(), entries.offset()));
    }
  }
}
