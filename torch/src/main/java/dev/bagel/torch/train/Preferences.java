package dev.bagel.torch.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is written down about pairs: the loss, the rewards of both answers, by how much the better
/// one is ahead, and how often it is.
final class Preferences {
  private static final List<String> NAMES =
      List.of("loss", "reward_chosen", "reward_rejected", "reward_margin", "reward_accuracy");

  private Preferences() {}

  /// All at 0.
  static Tally tally() {
    return Tally.of(NAMES.toArray(String[]::new));
  }

  /// Adds a pass's part of the means over all pairs.
  static void add(Tally tally, DpoObjective objective, float[] losses) {
    double[] rewards = objective.rewards(losses);
    double part = 1.0 / objective.pairs();
    for (int row = 0; row < rewards.length; row += 2) {
      double margin = rewards[row] - rewards[row + 1];
      tally.add("loss", part * softplus(-margin));
      tally.add("reward_chosen", part * rewards[row]);
      tally.add("reward_rejected", part * rewards[row + 1]);
      tally.add("reward_margin", part * margin);
      tally.add("reward_accuracy", margin > 0 ? part : 0);
    }
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /// Of each source, and over the pairs of all of them.
  ///
  /// @param sources means by source
  /// @param pairs of each source
  static Map<String, Double> evaluated(Map<String, Tally> sources, Map<String, Integer> pairs) {
    Map<String, Double> values = new LinkedHashMap<>();
    double all = pairs.values().stream().mapToInt(Integer::intValue).sum();
    sources.forEach(
        (source, tally) ->
            tally
                .sums()
                .forEach(
                    (name, mean) -> {
                      values.put("eval/" + name + "/" + source, mean);
                      values.merge(
                          "eval/" + name, mean * pairs.getOrDefault(source, 0) / all, Double::sum);
                    }));
    return values;
  }
}
