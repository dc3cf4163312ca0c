package dev.bagel.torch.train;

import dev.bagel.torch.run.RunProgress;
import java.nio.file.Path;
import java.util.Map;

/// Somebody who looks on while a run goes.
public interface TrainingWatch {
  /// Nobody.
  TrainingWatch NONE = new TrainingWatch() {};

  /// Something that a person should know, in a line.
  default void note(String line) {}

  /// Rows are being made tokens of.
  ///
  /// @param rows done so far
  /// @param share of all, 0 to 1
  default void reading(long rows, double share) {}

  /// A step is done.
  default void step(RunProgress progress) {}

  /// Held-out rows were looked at.
  default void evaluated(long step, Map<String, Double> values) {}

  default void saved(long step, Path checkpoint) {}

  /// Asked after each step: whether the run shall save and stop.
  default boolean stops() {
    return false;
  }
}
