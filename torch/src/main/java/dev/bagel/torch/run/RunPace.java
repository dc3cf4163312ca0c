package dev.bagel.torch.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// How fast a run goes, by its last rows. Time that passes between rows counts whatever it went by
/// with, so that evaluations and checkpoints are in what is left.
final class RunPace {
  private static final int ROWS = 50;
  private static final int ROWS_OF_MEANS = 10;

  private final long steps;
  private final Deque<MetricsRow> rows = new ArrayDeque<>();
  private long step;

  /// @param step where it goes on
  /// @param steps how many there are to be; 0: not known
  RunPace(long step, long steps) {
    this.step = step;
    this.steps = steps;
  }

  void add(MetricsRow row) {
    step = row.step();
    rows.add(row);
    if (rows.size() > ROWS) {
      rows.remove();
    }
  }

  RunProgress progress() {
    return new RunProgress(
        step, steps, mean("train/loss"), mean("train/tokens_per_second"), left());
  }

  /// Of the last rows that have such a value.
  private double mean(String name) {
    double sum = 0;
    int count = 0;
    for (var newest = rows.descendingIterator(); newest.hasNext() && count < ROWS_OF_MEANS; ) {
      Double value = newest.next().values().get(name);
      if (value != null) {
        sum += value;
        count++;
      }
    }
    return sum / count;
  }

  private @Nullable Duration left() {
    if (steps == 0 || rows.isEmpty()) {
      return null;
    }
    MetricsRow first = rows.getFirst();
    MetricsRow last = rows.getLast();
    if (last.step() == first.step()) {
      return null;
    }
    double millis = Duration.between(first.time(), last.time()).toMillis();
    double each = Math.max(0, millis) / (last.step() - first.step());
    return Duration.ofMillis(Math.round(each * Math.max(0, steps - step)));
  }
}
