package dev.bagel.torch.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/// A thinned curve tells no lies about what it leaves out.
class CurvePropertiesTest {
  @Property(tries = 50)
  void what_matters_of_a_long_run_stays(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20_000) int count,
      @ForAll @LongRange(min = 1, max = 1_000) long stride) {
    List<CurvePoint> all = noise(seed, count, stride);
    Curve curve = new Curve();
    all.forEach(point -> curve.add(point.step(), point.value()));

    List<CurvePoint> points = curve.points();

    assertThat(points).hasSizeLessThanOrEqualTo(Curve.MOST_POINTS);
    assertThat(new HashSet<>(all).containsAll(points)).isTrue();
    assertThat(points)
        .isSortedAccordingTo(Comparator.comparingLong(CurvePoint::step))
        .doesNotHaveDuplicates();
    Comparator<CurvePoint> byValue = Comparator.comparingDouble(CurvePoint::value);
    List<CurvePoint> numbers = all.stream().filter(CurvePropertiesTest::isNumber).toList();
    List<CurvePoint> kept = points.stream().filter(CurvePropertiesTest::isNumber).toList();
    assertThat(kept.stream().min(byValue)).isEqualTo(numbers.stream().min(byValue));
    assertThat(kept.stream().map(CurvePoint::value).max(Double::compare))
        .isEqualTo(numbers.stream().map(CurvePoint::value).max(Double::compare));
    assertThat(points.getFirst().step())
        .isLessThan(stride * Math.max(1, 20L * count / Curve.MOST_POINTS));
    assertThat(points.getLast()).isEqualTo(all.getLast()).isEqualTo(curve.last());
    assertThat(points.size() < all.size()).isEqualTo(curve.thinned());
  }

  @Property(tries = 50)
  void means_are_of_all_numbers(@ForAll @IntRange(min = 2_000, max = 20_000) int count) {
    Curve curve = new Curve();
    for (int step = 0; step < count; step++) {
      curve.add(step, 5.0 + step % 7);
    }

    assertThat(curve.means()).hasSizeLessThanOrEqualTo(Curve.MOST_POINTS);
    List<CurvePoint> whole = curve.means().subList(0, curve.means().size() - 1);
    assertThat(whole).allSatisfy(mean -> assertThat(mean.value()).isBetween(5.0, 11.0));
    assertThat(whole.stream().mapToDouble(CurvePoint::value).average().orElse(0))
        .isBetween(7.9, 8.1);
  }

  @Property(tries = 50)
  void a_gap_is_never_lost(@ForAll @IntRange(max = 19_999) int gap) {
    Curve curve = new Curve();
    for (int step = 0; step < 20_000; step++) {
      curve.add(step, step == gap ? Double.NaN : Math.sin(step));
    }

    assertThat(curve.points()).contains(new CurvePoint(gap, Double.NaN));
    assertThat(curve.means()).allMatch(CurvePropertiesTest::isNumber);
  }

  @Property(tries = 20)
  void a_short_run_stays_as_it_is(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 1_500) int n) {
    List<CurvePoint> all = noise(seed, n, 1);
    Curve curve = new Curve();
    all.forEach(point -> curve.add(point.step(), point.value()));

    assertThat(curve.points()).isEqualTo(all);
    assertThat(curve.means()).isEqualTo(all);
  }

  private static List<CurvePoint> noise(long seed, int count, long stride) {
    SplittableRandom random = new SplittableRandom(seed);
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = random.nextInt(500) == 0 ? Double.NaN : random.nextGaussian();
      points.add(new CurvePoint(i * stride, value));
    }
    return points;
  }

  private static boolean isNumber(CurvePoint point) {
    return Double.isFinite(point.value());
  }
}
