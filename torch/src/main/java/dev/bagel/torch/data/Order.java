package dev.bagel.torch.data;

/// What one epoch trains on, in its order. The same data, settings and epoch give the same order,
/// so a run can go on from any position. May be used by many threads, as long as the data are open.
///
/// @param <T> [Sequence] or [TokenPair]
public interface Order<T> {
  /// How many positions it has.
  int size();

  /// What stands at a position.
  ///
  /// @param position 0 to size - 1
  T at(int position);

  /// What one of several processes trains on: the positions p with p mod ranks = rank. Of two ranks
  /// one may have one more than the other.
  default Order<T> share(int rank, int ranks) {
    if (rank < 0 || rank >= ranks) {
      throw new IllegalArgumentException("there is no rank %d of %d".formatted(rank, ranks));
    }
    Order<T> all = this;
    return new Order<>() {
      @Override
      public int size() {
        return (all.size() - rank + ranks - 1) / ranks;
      }

      @Override
      public T at(int position) {
        return all.at(Math.addExact(Math.multiplyExact(position, ranks), rank));
      }
    };
  }
}
