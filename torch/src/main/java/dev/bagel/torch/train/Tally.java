package dev.bagel.torch.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sums of a step or an evaluation, by name. Processes that share a step have the same names in the
/// same order.
final class Tally {
  private final Map<String, Double> sums = new LinkedHashMap<>();

  /// With these names, at 0.
  static Tally of(String... names) {
    Tally tally = new Tally();
    for (String name : names) {
      tally.add(name, 0);
    }
    return tally;
  }

  void add(String name, double value) {
    sums.merge(name, value, Double::sum);
  }

  double get(String name) {
    return sums.getOrDefault(name, 0.0);
  }

  Map<String, Double> sums() {
    return Collections.unmodifiableMap(sums);
  }

  double[] numbers() {
    return sums.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /// Takes sums over all processes in the place of its own.
  void replace(double[] numbers) {
    int next = 0;
    for (Map.Entry<String, Double> entry : sums.entrySet()) {
      entry.setValue(numbers[next++]);
    }
  }
}
