package dev.bagel.torch.run;

import java.util.List;
import java.util.Set;

/// Curves that are drawn over the same axes.
record Chart(String title, List<Line> lines) {
  /// @param name as it was added
  /// @param label in this chart
  record Line(String name, String label, Curve curve) {
    private static final Set<String> SMOOTH = Set.of("train/learning_rate", "train/epoch");

    /// Whether it jumps from step to step, so that its course is seen better in a mean.
    boolean noisy() {
      return name.startsWith("train/") && !SMOOTH.contains(name);
    }
  }
}
