package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import dev.bagel.benchmarks.Verdicts.Verdict;
import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.decontaminate.BenchmarkSearch;
import dev.bagel.dataset.decontaminate.Match;
import dev.bagel.dataset.decontaminate.Rule;
import dev.bagel.dataset.decontaminate.SentenceModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The cascade beside the exhaustive search, in turn and by both rules: how many prompts a second
/// on clean rows, and whose verdicts agree better with the labels.
///
/// @param cases file of labelled rows
/// @param against file of benchmark items
/// @param rows of the clean ones that both sides look at in every round
/// @param rounds that count; before them, [#WARM_UP] do not
/// @param seconds that a side looks at the rows at least, again and again where it is quick
/// @param vectors the folder in which they are kept
record CascadeComparison(
    Path cases, Path against, int rows, int rounds, double seconds, Path vectors) {
  private static final int WARM_UP = 2;

  private static final String USAGE =
      "decontamination takes --cases FILE --against FILE, and --rows N for how many clean rows both"
          + " sides look at in a round (500), --rounds N (5)";

  static CascadeComparison of(List<String> arguments, Path vectors) {
    Arguments read =
        Arguments.of(
            arguments, Set.of("--cases", "--against", "--rows", "--rounds"), Set.of(), USAGE);
    return new CascadeComparison(
        read.file("--cases"),
        read.file("--against"),
        read.count("--rows", 500),
        read.count("--rounds", 5),
        1,
        vectors);
  }

  /// What one rule showed.
  ///
  /// @param clean prompts a second by the cascade over all clean rows, a number a round
  /// @param sample prompts a second by cascade and exhaustive search
  /// @param cascade matches of all labelled rows
  /// @param exhaustive likewise
  private record Measured(
      Rule rule,
      List<Double> clean,
      Rounds sample,
      List<Optional<Match>> cascade,
      List<Optional<Match>> exhaustive) {}

  void run(PrintStream out) {
    List<LabelledRow> labelled =
        LabelledRow.read(cases).stream()
            .filter(row -> !Calibration.APART.contains(row.kind()))
            .toList();
    Prompts clean = prompts(labelled.stream().filter(row -> !row.contaminated()).toList());
    if (clean.texts().isEmpty()) {
      throw BagelException.user(cases + " has no clean row to measure with");
    }
    Items items = new Items(LabelledRow.items(against), SentenceModel.bundled(), vectors);
    out.printf(
        Locale.ROOT,
        "JDK %s, %d processors; %,d items; medians of %d rounds after %d%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        items.size(),
        rounds,
        WARM_UP);
    List<Measured> measured = new ArrayList<>();
    for (Rule rule : List.of(Rule.STRICT, Rule.REPHRASE)) {
      try (BenchmarkSearch cascade = items.open(rule, false);
          BenchmarkSearch exhaustive = items.open(rule, true)) {
        measured.add(measure(rule, labelled, clean, cascade, exhaustive));
      }
    }
    speeds(clean, measured, out);
    verdicts(labelled, measured, out);
    out.printf(Locale.ROOT, "%npeak memory, both sides: %,d MB%n", ProcessMemory.peak());
  }

  private static Prompts prompts(List<LabelledRow> rows) {
    return new Prompts(rows.stream().map(LabelledRow::text).toList());
  }

  private Measured measure(
      Rule rule,
      List<LabelledRow> labelled,
      Prompts clean,
      BenchmarkSearch cascade,
      BenchmarkSearch exhaustive) {
    Prompts sample = clean.spread(rows);
    List<Double> all = new ArrayList<>();
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      Items.tell(
          "%s, round %d of %d".formatted(rule.name(), round + WARM_UP + 1, rounds + WARM_UP));
      double whole = clean.perSecond(cascade, seconds);
      double here = sample.perSecond(cascade, seconds);
      double there = sample.perSecond(exhaustive, seconds);
      if (round >= 0) {
        all.add(whole);
        first.add(here);
        second.add(there);
      }
    }
    Items.tell("%s, verdicts on all %,d rows".formatted(rule.name(), labelled.size()));
    Prompts everything = prompts(labelled);
    return new Measured(
        rule,
        all,
        new Rounds(first, second),
        everything.matches(cascade),
        everything.matches(exhaustive));
  }

  private void speeds(Prompts clean, List<Measured> measured, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%-18s%18s%12s%12s%8s  %s%n",
        "prompts per second",
        "%,d clean rows".formatted(clean.texts().size()),
        "%,d rows".formatted(clean.spread(rows).texts().size()),
        "exhaustive",
        "ratio",
        "smallest–largest");
    for (Measured one : measured) {
      List<Double> ratios = one.sample().ratios();
      out.printf(
          Locale.ROOT,
          "%-18s%,18.0f%,12.0f%,12.0f%8.1f  %.1f–%.1f%n",
          one.rule().name(),
          Rounds.median(one.clean()),
          one.sample().firstMedian(),
          one.sample().secondMedian(),
          one.sample().ratio(),
          ratios.getFirst(),
          ratios.getLast());
    }
  }

  private static void verdicts(
      List<LabelledRow> labelled, List<Measured> measured, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%-18s%18s%12s%12s%8s  %s%n",
        "%,d verdicts".formatted(labelled.size()),
        "differ",
        "F1",
        "exhaustive",
        "lost",
        "rows with another item");
    for (Measured one : measured) {
      double f1 = f1(labelled, one.cascade());
      double exhaustive = f1(labelled, one.exhaustive());
      out.printf(
          Locale.ROOT,
          "%-18s%18s%12.4f%12.4f%8.4f  %d%n",
          one.rule().name(),
          differ(one) == 0 ? "none" : Long.toString(differ(one)),
          f1,
          exhaustive,
          exhaustive - f1,
          others(one));
    }
  }

  private static double f1(List<LabelledRow> labelled, List<Optional<Match>> matches) {
    return Verdicts.of(
            IntStream.range(0, matches.size())
                .mapToObj(i -> new Verdict(labelled.get(i), matches.get(i).isPresent()))
                .toList())
        .f1();
  }

  private static long differ(Measured one) {
    return IntStream.range(0, one.cascade().size())
        .filter(i -> one.cascade().get(i).isPresent() != one.exhaustive().get(i).isPresent())
        .count();
  }

  /// Rows that both flag, each by another item.
  private static long others(Measured one) {
    return IntStream.range(0, one.cascade().size())
        .filter(i -> one.cascade().get(i).isPresent() && one.exhaustive().get(i).isPresent())
        .filter(i -> !item(one.cascade().get(i)).equals(item(one.exhaustive().get(i))))
        .count();
  }

  private static BenchmarkItem item(Optional<Match> match) {
    return match.orElseThrow().item();
  }
}
