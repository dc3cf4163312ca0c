package dev.bagel.torch.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The values of one name, in as many points as a page can show: when there are more, neighbouring
/// steps are one [CurveStretch]. So the highest and the lowest value, gaps and the last point stay
/// as they are however long a run is. Memory and time of a step do not grow with the run.
final class Curve {
  static final int MOST_POINTS = 2_000;

  private List<CurveStretch> stretches = new ArrayList<>();
  private int points;
  private long width = 1;
  private long current;
  private CurvePoint last = new CurvePoint(0, Double.NaN);

  /// @param step the last one's or a later one
  void add(long step, double value) {
    last = new CurvePoint(step, value);
    append(step / width, CurveStretch.of(step, value));
    while (points > MOST_POINTS - 1) {
      merge();
    }
  }

  /// At most [#MOST_POINTS], by step.
  List<CurvePoint> points() {
    Stream<CurvePoint> kept = stretches.stream().flatMap(stretch -> stretch.points().stream());
    List<CurvePoint> all = new ArrayList<>(kept.toList());
    if (!all.isEmpty() && all.getLast().step() != last.step()) {
      all.add(last);
    }
    return all;
  }

  /// The mean of each stretch, at the middle of its steps.
  List<CurvePoint> means() {
    return stretches.stream().map(CurveStretch::mean).toList();
  }

  /// Whether points are left out.
  boolean thinned() {
    return width > 1;
  }

  CurvePoint last() {
    return last;
  }

  private void append(long number, CurveStretch stretch) {
    if (!stretches.isEmpty() && number == current) {
      CurveStretch before = stretches.removeLast();
      points -= before.points().size();
      stretches.add(before.and(stretch));
    } else {
      stretches.add(stretch);
    }
    current = number;
    points += stretches.getLast().points().size();
  }

  private void merge() {
    List<CurveStretch> narrow = stretches;
    stretches = new ArrayList<>();
    points = 0;
    width *= 2;
    for (CurveStretch stretch : narrow) {
      append(stretch.points().getFirst().step() / width, stretch);
    }
  }
}
