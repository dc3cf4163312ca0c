package dev.bagel.dataset.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;

/// [Records#writeSorted]: buckets that follow each other by key are gathered into parts by what
/// they hold, and each part is written by one worker.
final class SortedWrite<T, R> {
  private final Workshop workshop;
  private final RecordCodec<T> codec;
  private final Fn<? super T, Key> key;
  private final Order<T> ties;
  private final PartWriter.Opener<T, R> opener;

  SortedWrite(
      Workshop workshop,
      RecordCodec<T> codec,
      Fn<? super T, Key> key,
      Order<T> ties,
      PartWriter.Opener<T, R> opener) {
    this.workshop = workshop;
    this.codec = codec;
    this.key = key;
    this.ties = ties;
    this.opener = opener;
  }

  /// The buckets of a part.
  private record Range(int from, int to) {}

  /// @param given the key function as the caller holds it: records that [BestPerKey] laid out by
  ///   the very same one need not be put aside again
  List<R> write(Parts<T> source, Fn<? super T, Key> given) {
    Parts.Layout layout = source.layout();
    if (layout != null && layout.isBy(given)) {
      return write(source.list(), layout.bytes());
    }
    try (Spill spill = workshop.spillByKey(source, codec, key)) {
      if (spill.bucket(Workshop.KEYLESS).records() > 0) {
        throw InOrder.keyless();
      }
      List<Part<T>> parts = new ArrayList<>();
      List<Long> bytes = new ArrayList<>();
      for (Bucket bucket : spill.buckets(Workshop.BUCKETS)) {
        parts.add(
            (worker, sink) ->
                new Groups<>(workshop, codec, worker, group -> group.forEach(sink))
                    .run(spill, bucket));
        bytes.add(bucket.bytes());
      }
      return write(parts, bytes);
    }
  }

  private List<R> write(List<Part<T>> buckets, List<Long> bytes) {
    List<Range> ranges = ranges(bytes);
    Map<Integer, R> results = new ConcurrentSkipListMap<>();
    workshop
        .workers()
        .run(
            ranges.size(),
            worker -> {
              for (int i = worker.next(); i >= 0; i = worker.next()) {
                Range range = ranges.get(i);
                results.put(i, write(worker, i, range, buckets.subList(range.from, range.to)));
              }
            });
    return List.copyOf(results.values());
  }

  /// Closes a part when it holds enough, so that the cuts depend on nothing but the records.
  private List<Range> ranges(List<Long> bytes) {
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    long sum = 0;
    for (int i = 0; i < bytes.size(); i++) {
      sum += bytes.get(i);
      if (sum >= workshop.partBytes() || (sum > 0 && i == bytes.size() - 1)) {
        ranges.add(new Range(from, i + 1));
        from = i + 1;
        sum = 0;
      }
    }
    return ranges;
  }

  private R write(Worker worker, int number, Range range, List<Part<T>> buckets) {
    String what = "cannot write part " + number;
    try (PartWriter<T, R> writer = opener.open(number);
        InOrder<T> inOrder =
            new InOrder<>(
                key,
                range.from,
                range.to,
                new Ties<>(workshop, codec, worker, ties),
                each -> accept(writer, each, what))) {
      buckets.forEach(bucket -> bucket.run(worker, inOrder));
      inOrder.flush();
      return writer.finish();
    } catch (IOException e) {
      throw Trouble.of(what, e);
    }
  }

  private void accept(PartWriter<T, R> writer, T record, String what) {
    try {
      writer.accept(record);
    } catch (UncheckedIOException e) {
      throw Trouble.of(what, Objects.requireNonNull(e.getCause()));
    }
  }
}
