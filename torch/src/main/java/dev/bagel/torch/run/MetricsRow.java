package dev.bagel.torch.run;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What was measured at one step.
///
/// @param step how many optimizer steps had been made, from 0
/// @param time when it was measured
/// @param values by name, as in `train/loss` or `eval/loss/SOURCE`, sorted by it; `NaN` and
///   infinities are values like others
public record MetricsRow(long step, Instant time, Map<String, Double> values) {
  /// @throws IllegalArgumentException when the step is negative, or a value has the name of another
  ///   member of a row: `step`, `time`
  public MetricsRow {
    if (step < 0) {
      throw new IllegalArgumentException("step " + step + " is below 0");
    }
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    if (values.containsKey(MetricsLine.STEP) || values.containsKey(MetricsLine.TIME)) {
      throw new IllegalArgumentException("a value cannot be called step or time");
    }
  }
}
