package dev.bagel.prompting.summary;

/// Hears how far a summary is, on the thread that asked for it.
@FunctionalInterface
public interface SummaryProgress {
  SummaryProgress UNHEARD = (_, _) -> {};

  /// A round begins.
  ///
  /// @param number of the round, from 1
  /// @param parts that are asked for in it; in the last round it is one
  void round(int number, int parts);
}
