package dev.bagel.torch.run;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rows of a run's `metrics.jsonl`, in its order. [RunCharts] reads runs of any length.
///
/// @param rows what is behind a run that was killed while it wrote a row is left out
public record RunMetrics(List<MetricsRow> rows) {
  /// The most rows that are read.
  public static final int MOST_ROWS = 1_000_000;

  public RunMetrics {
    rows = List.copyOf(rows);
  }

  /// Reads the rows of a run's folder.
  ///
  /// @throws BagelException USER when there is none, a line other than the last is no row, or there
  ///   are more than [#MOST_ROWS]; RESOURCES when it cannot be read
  public static RunMetrics read(Path folder) {
    List<MetricsRow> rows = new ArrayList<>();
    MetricsFile.read(
        folder,
        row -> {
          if (rows.size() == MOST_ROWS) {
            throw BagelException.user(
                "%s has more than %,d rows; take part of it"
                    .formatted(folder.resolve(MetricsFile.NAME), MOST_ROWS));
          }
          rows.add(row);
        });
    return new RunMetrics(rows);
  }
}
