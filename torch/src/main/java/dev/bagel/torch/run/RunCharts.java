package dev.bagel.torch.run;

import dev.bagel.BagelException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The curves of a run, of any length, in a few thousand points each. One thread.
public final class RunCharts {
  private final Map<String, Curve> curves = new TreeMap<>();
  private @Nullable Instant started;
  private @Nullable Instant updated;
  private long rows;

  RunCharts() {}

  /// Reads the curves of a run's folder, a running one's too.
  ///
  /// @throws BagelException USER when it has no `metrics.jsonl`, or a line other than the last is
  ///   no row; RESOURCES when it cannot be read
  public static RunCharts read(Path folder) {
    RunCharts charts = new RunCharts();
    MetricsFile.read(folder, charts::add);
    return charts;
  }

  /// A chart as an SVG file without a script, in colours that can be read on light and on dark
  /// ground.
  ///
  /// @param title as on the page: `Loss`, `Held-out loss by source`, `Learning rate`; [#titles] has
  ///   them
  /// @return empty when there is no such chart, or no number in it
  public Optional<String> svg(String title) {
    return charts().stream()
        .filter(chart -> chart.title().equals(title))
        .findFirst()
        .flatMap(ChartSvg::draw);
  }

  /// What [#svg] can draw, in the order of the page.
  public List<String> titles() {
    return charts().stream().map(Chart::title).toList();
  }

  /// Each curve's last, lowest and highest value and their steps, as a table in Markdown.
  public String markdown() {
    return CurveTable.markdown(charts());
  }

  void add(MetricsRow row) {
    rows++;
    if (started == null) {
      started = row.time();
    }
    updated = row.time();
    row.values()
        .forEach(
            (name, value) -> curves.computeIfAbsent(name, _ -> new Curve()).add(row.step(), value));
  }

  /// In the order in which they are looked at.
  List<Chart> charts() {
    Map<String, List<Chart.Line>> lines = new TreeMap<>();
    Map<String, Integer> ranks = new TreeMap<>();
    curves.forEach(
        (name, curve) -> {
          CurveName named = CurveName.of(name);
          ranks.merge(named.title(), named.rank(), Math::min);
          lines
              .computeIfAbsent(named.title(), _ -> new ArrayList<>())
              .add(new Chart.Line(name, named.label(), curve));
        });
    return lines.entrySet().stream()
        .map(entry -> new Chart(entry.getKey(), inOrder(entry.getValue())))
        .sorted(Comparator.comparing(chart -> ranks.getOrDefault(chart.title(), 0)))
        .toList();
  }

  /// When the first row was measured; null: there is none.
  @Nullable Instant started() {
    return started;
  }

  /// When the last row was.
  @Nullable Instant updated() {
    return updated;
  }

  long rows() {
    return rows;
  }

  /// Training before what is held out.
  private static List<Chart.Line> inOrder(List<Chart.Line> lines) {
    return lines.stream()
        .sorted(Comparator.comparing(line -> !line.name().startsWith("train/")))
        .toList();
  }
}
