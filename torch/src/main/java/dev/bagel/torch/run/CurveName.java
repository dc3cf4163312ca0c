package dev.bagel.torch.run;

import java.util.List;
import java.util.Locale;

/// What the name of a value says of the chart that it is drawn in.
///
/// @param title of the chart; all curves with the same title are drawn in one
/// @param label of the curve in its chart
/// @param rank the chart's place among others: what is looked at first has the least
record CurveName(String title, String label, int rank) {
  private static final List<String> FIRST =
      List.of(
          "loss",
          "reward_margin",
          "reward_accuracy",
          "learning_rate",
          "gradient_norm",
          "tokens_per_second");

  /// `train/loss` and `eval/loss` are drawn together, and so is all of `eval/loss/SOURCE`. What is
  /// called otherwise has a chart of its own.
  static CurveName of(String name) {
    String[] parts = name.split("/", 3);
    String label =
        switch (parts[0]) {
          case "train" -> "training";
          case "eval" -> "held-out";
          default -> "";
        };
    if (label.isEmpty() || parts.length == 1 || parts[1].isEmpty()) {
      return new CurveName(name, name, 2 * FIRST.size());
    }
    int place = FIRST.indexOf(parts[1]);
    int rank = 2 * (place < 0 ? FIRST.size() : place);
    String measure = parts[1].replace('_', ' ');
    return parts.length == 2
        ? new CurveName(capital(measure), label, rank)
        : new CurveName(capital(label + " " + measure) + " by source", parts[2], rank + 1);
  }

  private static String capital(String text) {
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }
}
