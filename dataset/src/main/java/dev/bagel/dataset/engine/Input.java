package dev.bagel.dataset.engine;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/// Something that records can be read from, from its beginning, as often as asked: a file, say.
public interface Input<T> extends Serializable {
  void read(Consumer<? super T> sink) throws IOException;
}
