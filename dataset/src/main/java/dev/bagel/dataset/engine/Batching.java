package dev.bagel.dataset.engine;

import dev.bagel.BagelException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Gathers a part's records into batches and passes on what becomes of them, in order.
final class Batching<T, R> implements Consumer<T> {
  private final Worker worker;
  private final int size;
  private final BatchOpener<T, R> opener;
  private final Consumer<? super R> sink;
  private List<T> batch = new ArrayList<>();

  Batching(Worker worker, int size, BatchOpener<T, R> opener, Consumer<? super R> sink) {
    this.worker = worker;
    this.size = size;
    this.opener = opener;
    this.sink = sink;
  }

  @Override
  public void accept(T each) {
    batch.add(each);
    if (batch.size() == size) {
      flush();
    }
  }

  void flush() {
    if (batch.isEmpty()) {
      return;
    }
    List<T> full = batch;
    batch = new ArrayList<>();
    List<R> results = worker.batches(opener).apply(full);
    if (results.size() != full.size()) {
      String message =
          "mapBatches gave %d results for %d records: it must give one for each"
              .formatted(results.size(), full.size());
      throw BagelException.internal(message, new IllegalStateException(opener.toString()));
    }
    results.forEach(sink);
  }
}
