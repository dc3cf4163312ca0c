package dev.bagel.torch.train;

import dev.bagel.torch.data.Order;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The order of the epoch that a run is in, found once.
///
/// @param <T> [dev.bagel.torch.data.Sequence] or [dev.bagel.torch.data.TokenPair]
final class EpochOrder<T> {
  private final IntFunction<Order<T>> orders;
  private int epoch = -1;
  private @Nullable Order<T> order;

  EpochOrder(IntFunction<Order<T>> orders) {
    this.orders = orders;
  }

  List<T> of(Epochs.Part part) {
    Order<T> now = order;
    if (now == null || part.epoch() != epoch) {
      now = orders.apply(part.epoch());
      order = now;
      epoch = part.epoch();
    }
    return part.items(now::at);
  }
}
