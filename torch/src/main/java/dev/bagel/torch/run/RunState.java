package dev.bagel.torch.run;

/// Where a run is, for whoever looks at its page.
sealed interface RunState {
  /// More may come.
  record Live() implements RunState {}

  /// All steps are made.
  record Finished() implements RunState {}

  /// It ended before.
  ///
  /// @param reason empty: not known
  record Stopped(String reason) implements RunState {}
}
