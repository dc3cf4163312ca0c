package dev.bagel.dataset.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers the names of strata from 1 as workers meet them.
final class Strata {
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  int number(String name) {
    return numbers.computeIfAbsent(name, _ -> last.incrementAndGet());
  }

  Map<String, Integer> numbers() {
    return Map.copyOf(numbers);
  }
}
