package dev.bagel.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/// What interleaved rounds measured: the first side, the second side, the first again …, so that
/// whatever else the machine does falls on both.
///
/// @param first a number a round
/// @param second likewise
record Rounds(List<Double> first, List<Double> second) {
  static Rounds of(int rounds, DoubleSupplier first, DoubleSupplier second) {
    List<Double> firsts = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      firsts.add(first.getAsDouble());
      seconds.add(second.getAsDouble());
    }
    return new Rounds(firsts, seconds);
  }

  double firstMedian() {
    return median(first);
  }

  double secondMedian() {
    return median(second);
  }

  /// How many times the second the first is, round by round, from the smallest on.
  List<Double> ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      ratios.add(first.get(i) / second.get(i));
    }
    ratios.sort(null);
    return ratios;
  }

  double ratio() {
    return median(ratios());
  }

  /// The ratios of the two sides turned around.
  Rounds inverse() {
    return new Rounds(second, first);
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }
}
