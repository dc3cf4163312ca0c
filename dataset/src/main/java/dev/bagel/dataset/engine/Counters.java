package dev.bagel.dataset.engine;

import java.io.Serializable;
import java.util.Map;

/// Named counts that workers add to while records pass, and that anyone may watch.
public interface Counters extends Serializable {
  void add(String name, long count);

  /// The counts so far; final once the operation that runs the functions has ended.
  Map<String, Long> values();
}
