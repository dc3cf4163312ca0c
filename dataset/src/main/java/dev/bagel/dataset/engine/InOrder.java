package dev.bagel.dataset.engine;

import dev.bagel.BagelException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes a part's records by key, passes them on by (key, ties), and refuses those that do not
/// belong where they come: a function after bestPerKey changed their key.
final class InOrder<T> implements Consumer<T>, AutoCloseable {
  private final Fn<? super T, ? extends @Nullable Key> function;
  private final int from;
  private final int to;
  private final Ties<T> ties;
  private final Consumer<T> sink;
  private @Nullable Key last;

  /// @param from the first bucket of the part
  /// @param to the bucket after its last
  InOrder(
      Fn<? super T, ? extends @Nullable Key> function,
      int from,
      int to,
      Ties<T> ties,
      Consumer<T> sink) {
    this.function = function;
    this.from = from;
    this.to = to;
    this.ties = ties;
    this.sink = sink;
  }

  @Override
  public void accept(T record) {
    Key key = function.apply(record);
    if (key == null) {
      throw keyless();
    }
    if (!key.equals(last)) {
      int bucket = Key.bits(key.high(), key.low(), 0, Workshop.BUCKET_BITS);
      if (bucket < from || bucket >= to || (last != null && key.compareTo(last) < 0)) {
        throw moved();
      }
      ties.flush(sink);
      last = key;
    }
    ties.add(record);
  }

  void flush() {
    ties.flush(sink);
  }

  @Override
  public void close() {
    ties.close();
  }

  static BagelException keyless() {
    return BagelException.internal(
        "writeSorted met a record without a key: give every record one",
        new IllegalStateException("null key"));
  }

  private static BagelException moved() {
    return BagelException.internal(
        "writeSorted met a record whose key changed after bestPerKey, which has the same key"
            + " function: keep the key, or give writeSorted a function of its own",
        new IllegalStateException("changed key"));
  }
}
