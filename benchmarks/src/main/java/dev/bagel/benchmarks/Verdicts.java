package dev.bagel.benchmarks;

import java.util.List;

/// How the verdicts on labelled rows agree with the labels.
///
/// @param right contaminated and flagged
/// @param alarms clean and flagged
/// @param missed contaminated and not flagged
record Verdicts(int right, int alarms, int missed) {
  /// A labelled row and whether the rule flags it.
  record Verdict(LabelledRow row, boolean flagged) {}

  static Verdicts of(List<Verdict> verdicts) {
    return new Verdicts(
        count(verdicts, true, true), count(verdicts, false, true), count(verdicts, true, false));
  }

  double precision() {
    return share(right, right + alarms);
  }

  double recall() {
    return share(right, right + missed);
  }

  double f1() {
    return share(2 * right, 2 * right + alarms + missed);
  }

  private static double share(int part, int all) {
    return all == 0 ? 0 : (double) part / all;
  }

  private static int count(List<Verdict> verdicts, boolean contaminated, boolean flagged) {
    return (int)
        verdicts.stream()
            .filter(one -> one.row().contaminated() == contaminated && one.flagged() == flagged)
            .count();
  }
}
