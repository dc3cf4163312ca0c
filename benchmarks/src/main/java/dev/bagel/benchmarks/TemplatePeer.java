package dev.bagel.benchmarks;

import java.util.List;

/// One side of a comparison of chat templates. It is called by one thread.
///
/// Times are processor time of the side's process, see [ProcessorTime].
sealed interface TemplatePeer permits BagelPeer, PythonPeer {
  /// Takes these cases in place of all before, and compiles their templates.
  void load(List<TemplateCase> cases);

  /// The text that a case gives.
  ///
  /// @param index of a loaded case
  String render(int index);

  /// Renders per second of processor time: the cases in turn, each as often as the others, from
  /// compiled templates.
  ///
  /// @param seconds on the wall to take for it
  double rendersPerSecond(List<Integer> indexes, double seconds);

  /// Seconds of processor time to compile a case's template and render it once.
  ///
  /// @param seconds on the wall to take for it
  double secondsToCompile(int index, double seconds);
}
