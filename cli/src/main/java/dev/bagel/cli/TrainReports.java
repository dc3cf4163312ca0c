package dev.bagel.cli;

import dev.bagel.torch.run.RunProgress;
import dev.bagel.torch.train.TrainingResult;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What training says to people.
final class TrainReports {
  private TrainReports() {}

  /// `step 120/1,000 · loss 1.234 · 5,400 tokens/s · 3 min 5 s left`.
  static String step(RunProgress progress) {
    String text =
        String.format(
            Locale.ROOT,
            "step %,d/%,d · loss %.4g · %,.0f tokens/s",
            progress.step(),
            progress.steps(),
            progress.loss(),
            progress.tokensPerSecond());
    return progress.left() == null
        ? text
        : text + " · " + Pace.time(progress.left().toMillis() / 1000.0) + " left";
  }

  /// `held-out rows at step 120: loss 1.31`.
  static String evaluated(long step, Map<String, Double> values) {
    String means =
        values.entrySet().stream()
            .filter(entry -> entry.getKey().indexOf('/') == entry.getKey().lastIndexOf('/'))
            .map(
                entry ->
                    String.format(
                        Locale.ROOT,
                        "%s %.4g",
                        entry.getKey().substring("eval/".length()).replace('_', ' '),
                        entry.getValue()))
            .collect(Collectors.joining(", "));
    return "held-out rows at step %,d: %s".formatted(step, means.isEmpty() ? "none" : means);
  }

  static String done(TrainingResult result) {
    return result.done()
        ? "%s: trained, %,d steps".formatted(result.out(), result.steps())
        : "stopped at step %,d of %,d; the same command goes on from there"
            .formatted(result.step(), result.steps());
  }
}
