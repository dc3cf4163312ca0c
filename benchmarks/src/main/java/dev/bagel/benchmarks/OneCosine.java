package dev.bagel.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The rule of a single threshold, to compare with: a text is contaminated when the item nearest to
/// it has this cosine or more.
///
/// @param verdicts on the rows by which it was chosen
record OneCosine(double cosine, Verdicts verdicts) {
  /// The threshold with the highest F1 on these rows, which no other can beat there; of several the
  /// highest.
  ///
  /// @param nearest by row: its cosine with the nearest item
  static OneCosine best(List<LabelledRow> rows, double[] nearest) {
    List<Integer> order =
        IntStream.range(0, nearest.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> -nearest[row]))
            .toList();
    int contaminated = (int) rows.stream().filter(LabelledRow::contaminated).count();
    OneCosine best = new OneCosine(1, new Verdicts(0, 0, contaminated));
    int right = 0;
    for (int i = 0; i < order.size(); i++) {
      double cosine = nearest[order.get(i)];
      right += rows.get(order.get(i)).contaminated() ? 1 : 0;
      boolean last = i + 1 == order.size() || nearest[order.get(i + 1)] < cosine;
      Verdicts verdicts = new Verdicts(right, i + 1 - right, contaminated - right);
      if (last && verdicts.f1() > best.verdicts().f1()) {
        best = new OneCosine(cosine, verdicts);
      }
    }
    return best;
  }
}
