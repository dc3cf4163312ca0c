package dev.bagel.dataset.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list: its size + 1 (0 for null), then its elements. It comes back unmodifiable.
final class ListShape implements Codec {
  private final Codec element;

  ListShape(Codec element) {
    this.element = element;
  }

  @Override
  public void write(@Nullable Object value, ByteSink out) {
    if (value == null) {
      out.varint(0);
      return;
    }
    List<?> list = (List<?>) value;
    out.varint(list.size() + 1L);
    for (Object each : list) {
      element.write(each, out);
    }
  }

  @Override
  public @Nullable Object read(ByteSource in) {
    int size = (int) in.varint() - 1;
    if (size < 0) {
      return null;
    }
    @Nullable Object[] elements = new @Nullable Object[size];
    boolean nulls = false;
    for (int i = 0; i < size; i++) {
      elements[i] = element.read(in);
      nulls |= elements[i] == null;
    }
    // List.of is what List.copyOf in a record's constructor takes as it is.
    return nulls ? Collections.unmodifiableList(Arrays.asList(elements)) : List.of(elements);
  }
}
