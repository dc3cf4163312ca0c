package dev.bagel.benchmarks;

import dev.bagel.dataset.decontaminate.Evidence;
import dev.bagel.dataset.decontaminate.Rule;
import java.io.PrintStream;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Prints how verdicts agree with the labels.
///
/// @param rows searched at the lowest cosine that is asked for
/// @param counts whether a row is part of the sums
record CalibrationTables(List<SearchedRow> rows, Predicate<LabelledRow> counts, PrintStream out) {
  void sums(Rule.Rephrase rule) {
    head(String.format(Locale.ROOT, "rule at %.2f", rule.cosine()));
    line("all", verdicts(rule, _ -> true));
    line("even rows", verdicts(rule, i -> i % 2 == 0));
    line("odd rows", verdicts(rule, i -> i % 2 == 1));
  }

  void others(Map<String, Verdicts> others) {
    head("other rules");
    others.forEach(this::line);
  }

  void cosines(List<Double> cosines) {
    head("cosine");
    for (double cosine : cosines) {
      line(String.format(Locale.ROOT, "%.2f", cosine), at(cosine));
    }
  }

  /// The one with the highest F1, of several the highest, which flags the fewest unseen rows.
  double best(List<Double> cosines) {
    return Collections.max(
        cosines.reversed(), Comparator.comparingDouble((Double cosine) -> at(cosine).f1()));
  }

  private Verdicts at(double cosine) {
    return verdicts(Rule.REPHRASE.at(cosine), _ -> true);
  }

  private Verdicts verdicts(Rule.Rephrase rule, IntPredicate place) {
    return Verdicts.of(
        IntStream.range(0, rows.size())
            .filter(place)
            .mapToObj(rows::get)
            .filter(one -> counts.test(one.row()))
            .map(one -> one.at(rule))
            .toList());
  }

  private void head(String name) {
    out.printf(
        "%n%-16s%10s%10s%10s%8s%8s%n", name, "precision", "recall", "F1", "alarms", "missed");
  }

  private void line(String name, Verdicts verdicts) {
    out.printf(
        Locale.ROOT,
        "%-16s%10.4f%10.4f%10.4f%8d%8d%n",
        name,
        verdicts.precision(),
        verdicts.recall(),
        verdicts.f1(),
        verdicts.alarms(),
        verdicts.missed());
  }

  void kinds(Rule.Rephrase rule) {
    Map<String, int[]> kinds = new TreeMap<>();
    Map<String, Boolean> counted = new TreeMap<>();
    for (SearchedRow one : rows) {
      int[] flagged = kinds.computeIfAbsent(one.row().kind(), _ -> new int[2]);
      flagged[0]++;
      flagged[1] += one.at(rule).flagged() ? 1 : 0;
      counted.put(one.row().kind(), counts.test(one.row()));
    }
    out.printf("%n%-16s%10s%10s%10s%n", "kind", "rows", "flagged", "share");
    kinds.forEach(
        (kind, flagged) ->
            out.printf(
                Locale.ROOT,
                "%-16s%10d%10d%10.4f%s%n",
                kind,
                flagged[0],
                flagged[1],
                (double) flagged[1] / flagged[0],
                counted.getOrDefault(kind, true) ? "" : "  (not in the sums)"));
  }

  /// How often each reason fires first, on contaminated and on clean rows.
  void reasons(Rule.Rephrase rule) {
    Map<Evidence, int[]> reasons = new EnumMap<>(Evidence.class);
    for (SearchedRow one : rows) {
      if (counts.test(one.row())) {
        one.matches().stream()
            .filter(rule::holds)
            .findFirst()
            .ifPresent(
                match ->
                    reasons
                        .computeIfAbsent(match.reason(), _ -> new int[2])[
                        one.row().contaminated() ? 0 : 1]++);
      }
    }
    out.printf("%n%-16s%14s%10s%n", "reason", "contaminated", "clean");
    reasons.forEach((reason, times) -> out.printf("%-16s%14d%10d%n", reason, times[0], times[1]));
  }
}
