package dev.bagel.torch.run;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a curve keeps of neighbouring steps: the lowest and the highest point, the first that is no
/// number, and the mean.
///
/// @param sumOfSteps of the points that are numbers, as is `sum`
record CurveStretch(
    @Nullable CurvePoint low,
    @Nullable CurvePoint high,
    @Nullable CurvePoint gap,
    double sumOfSteps,
    double sum,
    long count) {

  static CurveStretch of(long step, double value) {
    CurvePoint point = new CurvePoint(step, value);
    return Double.isFinite(value)
        ? new CurveStretch(point, point, null, step, value, 1)
        : new CurveStretch(null, null, point, 0, 0, 0);
  }

  /// With those that come behind.
  CurveStretch and(CurveStretch later) {
    Comparator<CurvePoint> byValue = Comparator.comparingDouble(CurvePoint::value);
    return new CurveStretch(
        Stream.of(low, later.low).filter(Objects::nonNull).min(byValue).orElse(null),
        Stream.of(high, later.high).filter(Objects::nonNull).max(byValue).orElse(null),
        gap == null ? later.gap : gap,
        sumOfSteps + later.sumOfSteps,
        sum + later.sum,
        count + later.count);
  }

  /// One to three, by step.
  List<CurvePoint> points() {
    return Stream.of(low, high, gap)
        .filter(Objects::nonNull)
        .distinct()
        .sorted(Comparator.comparingLong(CurvePoint::step))
        .toList();
  }

  /// A gap where there is no number.
  CurvePoint mean() {
    return count == 0
        ? Objects.requireNonNull(gap)
        : new CurvePoint(Math.round(sumOfSteps / count), sum / count);
  }
}
