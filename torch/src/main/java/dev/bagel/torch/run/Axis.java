package dev.bagel.torch.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A linear scale of a drawing: values from `low` to `high` lie from `begin` to `end`.
record Axis(double low, double high, double begin, double end) {

  /// With a little room around the values, down to 0 where that is near.
  static Axis around(double low, double high, double begin, double end) {
    double room = low == high ? Math.max(Math.abs(low) * 0.1, 1e-9) : (high - low) * 0.05;
    return new Axis(low >= 0 && low < room ? 0 : low - room, high + room, begin, end);
  }

  double at(double value) {
    return begin + (value - low) / (high - low) * (end - begin);
  }

  /// Round numbers: steps of 1, 2 or 5 times a power of ten.
  List<Double> marks(int count) {
    double rough = (high - low) / count;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        Stream.of(1, 2, 5, 10)
            .map(factor -> factor * power)
            .filter(size -> size >= rough * 0.999)
            .findFirst()
            .orElse(10 * power);
    List<Double> marks = new ArrayList<>();
    for (double i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      marks.add(i * step);
    }
    return marks;
  }

  /// A mark's text, in as few digits as it has.
  static String text(double mark) {
    if (mark != 0 && (Math.abs(mark) < 1e-3 || Math.abs(mark) >= 1e6)) {
      return String.format(Locale.ROOT, "%.1e", mark)
          .replace(".0e", "e")
          .replaceAll("e([+-])0?", "e$1")
          .replace("e+", "e");
    }
    String digits = String.format(Locale.ROOT, "%,.6f", mark);
    return digits.replaceAll("\\.?0+$", "");
  }
}
