package dev.bagel.dataset.engine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counters that all workers of this process share, by name in alphabetical order.
final class LocalCounters implements Counters {
  private static final long serialVersionUID = 1L;

  private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  @Override
  public void add(String name, long count) {
    counts.computeIfAbsent(name, _ -> new LongAdder()).add(count);
  }

  @Override
  public Map<String, Long> values() {
    Map<String, Long> values = new TreeMap<>();
    counts.forEach((name, count) -> values.put(name, count.sum()));
    return Collections.unmodifiableMap(values);
  }
}
