package dev.bagel.torch.run;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Curves as a table in Markdown, a row each.
final class CurveTable {
  private static final String HEAD =
      """
      | | last | step | lowest | step | highest | step |
      |---|---:|---:|---:|---:|---:|---:|
      """;

  private CurveTable() {}

  static String markdown(List<Chart> charts) {
    return charts.stream()
        .flatMap(chart -> chart.lines().stream())
        .map(CurveTable::row)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Chart.Line line) {
    List<CurvePoint> numbers =
        line.curve().points().stream().filter(point -> Double.isFinite(point.value())).toList();
    Comparator<CurvePoint> byValue = Comparator.comparingDouble(CurvePoint::value);
    return "| %s | %s | %s | %s |\n"
        .formatted(
            cell(line.name()),
            cells(line.curve().last()),
            numbers.stream().min(byValue).map(CurveTable::cells).orElse("– | –"),
            numbers.stream().max(byValue).map(CurveTable::cells).orElse("– | –"));
  }

  private static String cells(CurvePoint point) {
    return number(point.value()) + " | " + String.format(Locale.ROOT, "%,d", point.step());
  }

  /// To four digits: a card is read by people.
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e9)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int digits = size < 1 ? 4 : Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /// A name as text of one cell, whatever it is made of.
  private static String cell(String name) {
    String line = name.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ");
    return line.replaceAll("[\\\\`*\\[\\]<>|~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", "\\\\$0");
  }
}
