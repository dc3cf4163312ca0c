package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import dev.bagel.benchmarks.Verdicts.Verdict;
import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.decontaminate.BenchmarkSearch;
import dev.bagel.dataset.decontaminate.Comparison;
import dev.bagel.dataset.decontaminate.Evidence;
import dev.bagel.dataset.decontaminate.Match;
import dev.bagel.dataset.decontaminate.Rule;
import dev.bagel.dataset.decontaminate.SentenceModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Runs the rule `rephrase` over labelled rows and prints how its verdicts agree with the labels:
/// over all, by kind of row, for each half of the rows, and at several cosines.
///
/// Kinds that need a model of many languages or of code, [#APART], are left out of all sums and
/// printed by themselves.
///
/// @param cases file of labelled rows
/// @param against file of benchmark items
/// @param exhaustive whether the model looks at every pair
record Calibration(Path cases, Path against, boolean exhaustive) {
  static final List<String> APART = List.of("translated-zh", "code");

  /// Matches are looked for from here on, so that the table shows what lower cosines would give.
  private static final double LOWEST = 0.68;

  private static final double STEP = 0.02;
  private static final int STEPS = 9;

  static Calibration of(List<String> arguments) {
    Map<String, Path> files = new HashMap<>();
    boolean exhaustive = arguments.contains("--exhaustive");
    List<String> rest =
        arguments.stream().filter(argument -> !argument.equals("--exhaustive")).toList();
    for (int i = 0; i + 1 < rest.size(); i += 2) {
      files.put(rest.get(i), Path.of(rest.get(i + 1)));
    }
    Path cases = files.remove("--cases");
    Path against = files.remove("--against");
    if (cases == null || against == null || rest.size() != 4) {
      throw BagelException.user(
          "calibration takes --cases FILE --against FILE, and --exhaustive if the model is to look"
              + " at every pair");
    }
    return new Calibration(cases, against, exhaustive);
  }

  /// A row and all that the rule finds for it at [#LOWEST].
  private record Searched(LabelledRow row, List<Match> matches) {
    Verdict at(Rule.Rephrase rule) {
      return new Verdict(row, matches.stream().anyMatch(rule::holds));
    }
  }

  void run(PrintStream out) {
    List<LabelledRow> rows = LabelledRow.read(cases);
    List<BenchmarkItem> items = LabelledRow.items(against);
    Comparison how =
        new Comparison(
            Rule.REPHRASE.at(LOWEST), SentenceModel.bundled(), "target/vectors", exhaustive);
    List<Searched> searched;
    try (BenchmarkSearch search = BenchmarkSearch.open(items, how)) {
      searched =
          rows.parallelStream().map(row -> new Searched(row, search.matches(row.text()))).toList();
    }
    out.printf("%,d rows against %,d items, %s%n", rows.size(), items.size(), way());
    sums(searched, out);
    kinds(searched, out);
    reasons(searched, out);
    cosines(searched, out);
  }

  private String way() {
    return exhaustive ? "every pair through the model" : "by the cascade";
  }

  private static boolean counts(LabelledRow row) {
    return !APART.contains(row.kind());
  }

  private static Verdicts verdicts(
      List<Searched> searched, Rule.Rephrase rule, Predicate<Integer> place) {
    return Verdicts.of(
        IntStream.range(0, searched.size())
            .filter(i -> place.test(i) && counts(searched.get(i).row()))
            .mapToObj(i -> searched.get(i).at(rule))
            .toList());
  }

  private static void sums(List<Searched> searched, PrintStream out) {
    out.printf("%n%-14s%10s%10s%10s%8s%8s%n", "", "precision", "recall", "F1", "alarms", "missed");
    line("all", verdicts(searched, Rule.REPHRASE, _ -> true), out);
    line("even rows", verdicts(searched, Rule.REPHRASE, i -> i % 2 == 0), out);
    line("odd rows", verdicts(searched, Rule.REPHRASE, i -> i % 2 == 1), out);
  }

  private static void cosines(List<Searched> searched, PrintStream out) {
    out.printf(
        "%n%-14s%10s%10s%10s%8s%8s%n", "cosine", "precision", "recall", "F1", "alarms", "missed");
    for (int step = 0; step < STEPS; step++) {
      double cosine = Math.round(100 * (LOWEST + step * STEP)) / 100.0;
      line(
          String.format(Locale.ROOT, "%.2f", cosine),
          verdicts(searched, Rule.REPHRASE.at(cosine), _ -> true),
          out);
    }
  }

  private static void line(String name, Verdicts verdicts, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-14s%10.4f%10.4f%10.4f%8d%8d%n",
        name,
        verdicts.precision(),
        verdicts.recall(),
        verdicts.f1(),
        verdicts.alarms(),
        verdicts.missed());
  }

  private static void kinds(List<Searched> searched, PrintStream out) {
    Map<String, int[]> kinds = new TreeMap<>();
    for (Searched one : searched) {
      int[] counts = kinds.computeIfAbsent(one.row().kind(), _ -> new int[2]);
      counts[0]++;
      counts[1] += one.at(Rule.REPHRASE).flagged() ? 1 : 0;
    }
    out.printf("%n%-14s%10s%10s%10s%n", "kind", "rows", "flagged", "share");
    kinds.forEach(
        (kind, counts) ->
            out.printf(
                Locale.ROOT,
                "%-14s%10d%10d%10.4f%s%n",
                kind,
                counts[0],
                counts[1],
                (double) counts[1] / counts[0],
                APART.contains(kind) ? "  (not in the sums)" : ""));
  }

  /// How often each reason fires first, on contaminated and on clean rows.
  private static void reasons(List<Searched> searched, PrintStream out) {
    Map<Evidence, int[]> reasons = new EnumMap<>(Evidence.class);
    for (Searched one : searched) {
      if (counts(one.row())) {
        one.matches().stream()
            .filter(Rule.REPHRASE::holds)
            .findFirst()
            .ifPresent(
                match ->
                    reasons
                        .computeIfAbsent(match.reason(), _ -> new int[2])[
                        one.row().contaminated() ? 0 : 1]++);
      }
    }
    out.printf("%n%-14s%14s%10s%n", "reason", "contaminated", "clean");
    reasons.forEach(
        (reason, counts) -> out.printf("%-14s%14d%10d%n", reason, counts[0], counts[1]));
  }
}
