package dev.bagel.torch.run;

import java.util.List;

/// Curves that are drawn over the same axes.
record Chart(String title, List<Line> lines) {
  /// @param name as it was added
  /// @param label in this chart
  record Line(String name, String label, Curve curve) {}
}
