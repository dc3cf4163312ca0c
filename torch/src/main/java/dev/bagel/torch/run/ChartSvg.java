package dev.bagel.torch.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A chart as an SVG file: for a card, where nothing moves. Training is drawn faintly as it is and
/// strongly as it goes on the whole, by an exponential mean.
final class ChartSvg {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 360;
  private static final int MOST_NAMED = 12;
  private static final double SMOOTHING = 0.8;
  private static final List<String> COLOURS =
      List.of(
          "#4c7be0", "#dc6f2e", "#23966d", "#b356ae", "#b08914", "#1d97af", "#d24b66", "#7f6fe0",
          "#6f8f26", "#94705a");

  private final StringBuilder svg = new StringBuilder();
  private final Chart chart;
  private final Axis x;
  private final Axis y;

  private ChartSvg(Chart chart, Axis x, Axis y) {
    this.chart = chart;
    this.x = x;
    this.y = y;
  }

  /// Empty when the chart has no number.
  static Optional<String> draw(Chart chart) {
    List<CurvePoint> points =
        chart.lines().stream()
            .flatMap(line -> line.curve().points().stream())
            .filter(point -> Double.isFinite(point.value()))
            .toList();
    if (points.isEmpty()) {
      return Optional.empty();
    }
    double first = points.stream().mapToLong(CurvePoint::step).min().orElse(0);
    double last = points.stream().mapToLong(CurvePoint::step).max().orElse(0);
    double low = points.stream().mapToDouble(CurvePoint::value).min().orElse(0);
    double high = points.stream().mapToDouble(CurvePoint::value).max().orElse(0);
    int top = 64 + 18 * ((Math.min(chart.lines().size(), MOST_NAMED) - 1) / 4);
    Axis x = new Axis(first == last ? first - 1 : first, first == last ? last + 1 : last, 70, 784);
    return Optional.of(new ChartSvg(chart, x, Axis.around(low, high, HEIGHT - 34, top)).draw());
  }

  private String draw() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %2$s" role="img" \
        font-family="system-ui, sans-serif" font-size="12" fill="#7b8596">
        <title>%3$s</title>
        <text x="16" y="24" font-size="15" font-weight="600">%3$s</text>
        """
            .formatted(WIDTH, HEIGHT, escaped(chart.title())));
    axes();
    for (int i = 0; i < chart.lines().size(); i++) {
      line(chart.lines().get(i), COLOURS.get(i % COLOURS.size()));
      name(i);
    }
    return svg.append("</svg>\n").toString();
  }

  private void axes() {
    List<Double> marks = y.marks(5);
    svg.append("<g stroke=\"#8893a5\" stroke-opacity=\"0.25\">\n");
    for (double mark : marks) {
      svg.append(
          "<path d=\"M%s %sH%s\"/>\n"
              .formatted(place(x.begin()), place(y.at(mark)), place(x.end())));
    }
    svg.append("</g>\n<g text-anchor=\"end\">\n");
    marks.forEach(mark -> text(x.begin() - 8, y.at(mark) + 4, Axis.text(mark)));
    svg.append("</g>\n<g text-anchor=\"middle\">\n");
    x.marks(7).stream()
        .filter(mark -> mark == Math.rint(mark))
        .forEach(mark -> text(x.at(mark), HEIGHT - 14, Axis.text(mark)));
    svg.append("</g>\n");
  }

  private void text(double left, double base, String text) {
    svg.append("<text x=\"%s\" y=\"%s\">%s</text>\n".formatted(place(left), place(base), text));
  }

  private void line(Chart.Line line, String colour) {
    boolean noisy = line.name().startsWith("train/") && !line.name().equals("train/learning_rate");
    path(line.curve().points(), colour, noisy ? "0.35" : "1");
    if (noisy) {
      path(smoothed(line.curve().means()), colour, "1");
    }
  }

  /// A point by itself is a dot; no line goes over a gap.
  private void path(List<CurvePoint> points, String colour, String opacity) {
    svg.append(
        """
        <path fill="none" stroke="%s" stroke-opacity="%s" stroke-width="1.8" \
        stroke-linejoin="round" stroke-linecap="round" d="\
        """
            .formatted(colour, opacity));
    boolean down = false;
    for (CurvePoint point : points) {
      boolean number = Double.isFinite(point.value());
      if (number) {
        svg.append(down ? "L" : "M").append(place(x.at((double) point.step())));
        svg.append(' ').append(place(y.at(point.value()))).append(down ? "" : "h0");
      }
      down = number;
    }
    svg.append("\"/>\n");
  }

  private static List<CurvePoint> smoothed(List<CurvePoint> points) {
    List<CurvePoint> smooth = new ArrayList<>();
    double sum = 0;
    double weight = 0;
    for (CurvePoint point : points) {
      if (Double.isFinite(point.value())) {
        sum = sum * SMOOTHING + point.value() * (1 - SMOOTHING);
        weight = weight * SMOOTHING + (1 - SMOOTHING);
        smooth.add(new CurvePoint(point.step(), sum / weight));
      } else {
        smooth.add(point);
      }
    }
    return smooth;
  }

  /// Above the drawing, four in a row.
  private void name(int number) {
    int left = 16 + 192 * (number % 4);
    int base = 46 + 18 * (number / 4);
    if (number < MOST_NAMED) {
      svg.append(
          "<path stroke=\"%s\" stroke-width=\"3\" d=\"M%s %sh14\"/>\n"
              .formatted(COLOURS.get(number % COLOURS.size()), left, base - 4));
      text(left + 20, base, escaped(label(number)));
    }
  }

  private String label(int number) {
    int more = chart.lines().size() - MOST_NAMED;
    if (number == MOST_NAMED - 1 && more > 0) {
      return "and %d more".formatted(more + 1);
    }
    String label = chart.lines().get(number).label();
    return label.codePointCount(0, label.length()) <= 24
        ? label
        : label.substring(0, label.offsetByCodePoints(0, 23)) + "…";
  }

  private static String place(double at) {
    return String.format(Locale.ROOT, "%.1f", at);
  }

  /// What XML cannot hold at all is left out.
  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
