package dev.bagel.dataset.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sorts the records of one key. Too many to hold at once are put aside in sorted runs and merged.
final class Ties<T> implements AutoCloseable {
  private final Workshop workshop;
  private final RecordCodec<T> codec;
  private final Worker worker;
  private final Order<T> order;
  private final ByteSink measure = new ByteSink();
  private final List<T> held = new ArrayList<>();
  private @Nullable Spill spill;
  private int runs;
  private long bytes;

  Ties(Workshop workshop, RecordCodec<T> codec, Worker worker, Order<T> order) {
    this.workshop = workshop;
    this.codec = codec;
    this.worker = worker;
    this.order = order;
  }

  void add(T record) {
    if (!held.isEmpty()) { // most records are alone with their key, and need not be measured
      codec.write(record, measure.clear());
      bytes += measure.size() + SpillWriter.HEADER;
    }
    held.add(record);
    if (bytes > workshop.memory().load() / 2) {
      putAside();
    }
  }

  /// Gives the records added so far to `sink`, in order, and forgets them.
  void flush(Consumer<? super T> sink) {
    if (runs == 0) {
      held.sort(order);
      held.forEach(sink);
      held.clear();
      bytes = 0;
    } else {
      merge(putAside(), sink);
      close();
    }
  }

  /// Each run is a bucket.
  private Spill putAside() {
    held.sort(order);
    Spill into = spill == null ? workshop.folder().spill() : spill;
    spill = into;
    int run = runs++;
    try (SpillWriter writer = new SpillWriter(into, workshop.memory())) {
      held.forEach(each -> writer.add(run, Key.ZERO, codec, each));
      writer.flush();
    }
    held.clear();
    bytes = 0;
    return into;
  }

  /// A run, and its first record that was not given yet.
  private record Head<T>(T record, Entries entries) {}

  private void merge(Spill from, Consumer<? super T> sink) {
    PriorityQueue<Head<T>> heads =
        new PriorityQueue<>(Comparator.comparing((Head<T> head) -> head.record(), order));
    for (Bucket run : from.buckets(runs)) {
      push(new Entries(worker, from, run.blocks()), heads);
    }
    for (Head<T> first = heads.poll(); first != null; first = heads.poll()) {
      sink.accept(first.record());
      push(first.entries(), heads);
    }
  }

  private void push(Entries entries, PriorityQueue<Head<T>> heads) {
    if (entries.next()) {
      heads.add(new Head<>(codec.read(entries.block(), entries.offset()), entries));
    }
  }

  @Override
  public void close() {
    if (spill != null) {
      spill.close();
    }
    spill = null;
    runs = 0;
  }
}
