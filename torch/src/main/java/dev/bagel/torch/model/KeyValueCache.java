package dev.bagel.torch.model;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// Keys and values of the positions that a decoder has seen, so that each is computed once. Room
/// for all is taken at the start.
final class KeyValueCache implements AutoCloseable {
  private final List<Layer> layers;
  private final int room;
  private int length;

  /// @param room positions at most
  KeyValueCache(ModelConfig config, Precision precision, int batch, int room) {
    long[] shape = {batch, config.keyValueHeads(), room, config.headSize()};
    this.room = room;
    this.layers =
        IntStream.range(0, config.layers())
            .mapToObj(_ -> new Layer(zeros(shape, precision), zeros(shape, precision)))
            .toList();
  }

  private static Tensor zeros(long[] shape, Precision precision) {
    return Scoped.owned(() -> torch.zeros(shape, new TensorOptions(precision.scalar())));
  }

  Layer layer(int index) {
    return layers.get(index);
  }

  /// How many positions are in it.
  int length() {
    return length;
  }

  /// All layers have taken in so many more.
  void advance(int positions) {
    length = Math.addExact(length, positions);
    if (length > room) {
      throw new IllegalStateException("the cache has room for " + room + ", not for " + length);
    }
  }

  @Override
  public void close() {
    layers.forEach(Layer::close);
  }

  /// `[batch, heads, room, size]` each.
  record Layer(Tensor keys, Tensor values) {
    /// Takes in new ones and returns all so far.
    Tensor keys(Tensor fresh, Span span) {
      return append(keys, fresh, span);
    }

    /// Takes in new ones and returns all so far.
    Tensor values(Tensor fresh, Span span) {
      return append(values, fresh, span);
    }

    private static Tensor append(Tensor all, Tensor fresh, Span span) {
      all.narrow(2, span.past(), span.length()).copy_(fresh);
      return all.narrow(2, 0, span.total());
    }

    private void close() {
      keys.close();
      values.close();
    }
  }
}
