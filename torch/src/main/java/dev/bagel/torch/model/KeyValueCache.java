package dev.bagel.torch.model;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// Keys and values of the positions that a decoder has seen, so that each is computed once. It
/// grows with the text, by doubling.
final class KeyValueCache implements AutoCloseable {
  /// Positions that a text can be expected to have at least.
  private static final int FIRST = 256;

  private final List<Layer> layers;
  private int room;
  private int length;

  /// @param room positions at most
  KeyValueCache(ModelConfig config, Precision precision, int batch, int room) {
    long[] shape = {batch, config.keyValueHeads(), Math.min(room, FIRST), config.headSize()};
    this.room = room;
    this.layers =
        IntStream.range(0, config.layers()).mapToObj(_ -> new Layer(shape, precision)).toList();
  }

  Layer layer(int index) {
    return layers.get(index);
  }

  /// How many positions are in it.
  int length() {
    return length;
  }

  /// How many more it takes in.
  int room() {
    return room - length;
  }

  /// Goes back to the first positions, with room for other ones behind them.
  ///
  /// @param positions how many of them stay
  /// @param room positions at most
  void keep(int positions, int room) {
    if (positions > length || positions > room) {
      throw new IllegalArgumentException(
          "of %d positions, with room for %d, %d cannot stay".formatted(length, room, positions));
    }
    this.length = positions;
    this.room = room;
  }

  /// All layers have taken in so many more.
  void advance(int positions) {
    if (positions > room()) {
      throw new IllegalStateException(
          "the cache has room for %d more, not for %d".formatted(room(), positions));
    }
    length += positions;
  }

  @Override
  public void close() {
    layers.forEach(Layer::close);
  }

  /// Of one layer of the decoder: `[batch, heads, places, size]` each.
  final class Layer {
    private Tensor keys;
    private Tensor values;

    private Layer(long[] shape, Precision precision) {
      this.keys = zeros(shape, precision);
      this.values = zeros(shape, precision);
    }

    private static Tensor zeros(long[] shape, Precision precision) {
      return Scoped.owned(() -> torch.zeros(shape, new TensorOptions(precision.scalar())));
    }

    /// Takes in new ones and returns all so far.
    Tensor keys(Tensor fresh, Span span) {
      keys = fitting(keys, span);
      return append(keys, fresh, span);
    }

    /// Takes in new ones and returns all so far.
    Tensor values(Tensor fresh, Span span) {
      values = fitting(values, span);
      return append(values, fresh, span);
    }

    private static Tensor append(Tensor all, Tensor fresh, Span span) {
      all.narrow(2, span.past(), span.length()).copy_(fresh);
      return all.narrow(2, 0, span.total());
    }

    /// With places for all of the span, in another tensor where this one has too few.
    private Tensor fitting(Tensor all, Span span) {
      long places = all.size(2);
      if (span.total() <= places) {
        return all;
      }
      long more = Math.max(span.total(), Math.min(2 * places, room));
      Tensor larger =
          Scoped.owned(
              () -> {
                long[] shape = {all.size(0), all.size(1), more, all.size(3)};
                Tensor grown = torch.zeros(shape, all.options());
                grown.narrow(2, 0, span.past()).copy_(all.narrow(2, 0, span.past()));
                return grown;
              });
      all.close();
      return larger;
    }

    private void close() {
      keys.close();
      values.close();
    }
  }
}
