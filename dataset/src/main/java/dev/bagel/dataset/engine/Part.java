package dev.bagel.dataset.engine;

import java.util.function.Consumer;

/// Some of the records, run by one worker from beginning to end, as often as asked.
@FunctionalInterface
interface Part<T> {
  void run(Worker worker, Consumer<? super T> sink);

  /// Each record becomes one other.
  default <R> Part<R> map(Fn<? super T, ? extends R> function) {
    return (worker, sink) -> run(worker, each -> sink.accept(function.apply(each)));
  }

  default <R> Part<R> flatMap(Fn<? super T, ? extends Iterable<? extends R>> function) {
    return (worker, sink) ->
        run(
            worker,
            each -> {
              for (R made : function.apply(each)) {
                sink.accept(made);
              }
            });
  }

  default <R> Part<R> mapBatches(int size, BatchOpener<T, R> opener) {
    return (worker, sink) -> {
      Batching<T, R> batching = new Batching<>(worker, size, opener, sink);
      run(worker, batching);
      batching.flush();
    };
  }
}
