package dev.bagel.torch.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// `charts.html`, which has everything in itself and loads nothing from elsewhere, and `charts.js`
/// beside it, by which a page that is open follows the run. Both hold the same data.
final class ChartsPage {
  static final String NAME = "charts.html";
  static final String NEWS = "charts.js";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final RunDescription description;
  private final String style = resource("page.css");
  private final String script = resource("plot.js") + resource("page.js");
  private final String[] parts = resource("page.html").split("\\{\\{[a-z]+\\}\\}", -1);

  ChartsPage(Path folder, RunDescription description) {
    this.folder = folder;
    this.description = description;
  }

  /// @throws BagelException RESOURCES when they cannot be written
  void write(RunCharts charts, RunProgress progress, RunState state) {
    // In a script that is part of a page, "<" could begin the script's end.
    String data = JSON.writeValueAsString(data(charts, progress, state)).replace("<", "\\u003c");
    String page =
        parts[0]
            + escaped(description.title())
            + parts[1]
            + style
            + parts[2]
            + data
            + parts[3]
            + script
            + parts[4];
    WholeFile.write(
        folder.resolve(NEWS), out -> out.write(("bagelRun(" + data + ");\n").getBytes(UTF_8)));
    WholeFile.write(folder.resolve(NAME), out -> out.write(page.getBytes(UTF_8)));
  }

  private Map<String, @Nullable Object> data(
      RunCharts charts, RunProgress progress, RunState state) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("title", description.title());
    data.put(
        "state",
        switch (state) {
          case RunState.Live _ -> "live";
          case RunState.Finished _ -> "finished";
          case RunState.Stopped _ -> "stopped";
        });
    data.put("reason", state instanceof RunState.Stopped stopped ? stopped.reason() : "");
    data.put("step", progress.step());
    data.put("steps", progress.steps());
    Duration left = progress.left();
    data.put("left", left == null ? null : left.toSeconds());
    data.put("rows", charts.rows());
    data.put("started", millis(charts.started()));
    data.put("updated", millis(charts.updated()));
    data.put("configuration", description.configuration());
    data.put("charts", charts.charts().stream().map(ChartsPage::chart).toList());
    return data;
  }

  private static Map<String, Object> chart(Chart chart) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Chart.Line line : chart.lines()) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("name", line.name());
      data.put("label", line.label());
      CurvePoint last = line.curve().last();
      data.put("lastStep", last.step());
      data.put("last", Objects.requireNonNullElse(number(last.value()), "" + last.value()));
      data.putAll(points(line.curve().points()));
      if (line.curve().thinned()) {
        data.put("means", points(line.curve().means()));
      }
      lines.add(data);
    }
    return Map.of("title", chart.title(), "lines", lines);
  }

  private static Map<String, Object> points(List<CurvePoint> points) {
    return Map.of(
        "steps", points.stream().map(CurvePoint::step).toList(),
        "values", points.stream().map(point -> number(point.value())).toList());
  }

  /// As short as it can be said exactly: most values were 32-bit floats. Null where it is no
  /// number.
  private static @Nullable Object number(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    boolean isFloat = (float) value == value;
    return isFloat ? (Object) (float) value : (Object) value;
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String resource(String name) {
    try (InputStream in = ChartsPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw BagelException.internal("cannot read the page's part " + name, e);
    }
  }
}
