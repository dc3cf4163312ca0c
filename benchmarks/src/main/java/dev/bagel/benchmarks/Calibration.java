package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import dev.bagel.benchmarks.Verdicts.Verdict;
import dev.bagel.dataset.decontaminate.BenchmarkSearch;
import dev.bagel.dataset.decontaminate.Rule;
import dev.bagel.dataset.decontaminate.SentenceModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs the rule `rephrase` over labelled rows and prints how its verdicts agree with the labels:
/// over all, by kind of row, for each half of the rows, and at several cosines; and, to compare
/// with, what simpler rules reach on the same rows.
///
/// Kinds that need a model of many languages or of code, [#APART], are left out of all sums and
/// printed by themselves.
///
/// @param cases file of labelled rows
/// @param against file of benchmark items
/// @param model folder of a sentence model; null for the bundled one
/// @param cosine of the rule; null for the rule's own, or the best one for another model
/// @param kind of rows to look at, beside the clean ones; null for all
/// @param exhaustive whether the model looks at every pair
/// @param vectors the folder in which they are kept
record Calibration(
    Path cases,
    Path against,
    @Nullable Path model,
    @Nullable Double cosine,
    @Nullable String kind,
    boolean exhaustive,
    Path vectors) {
  static final List<String> APART = List.of("translated-zh", "code");

  private static final String USAGE =
      "calibration takes --cases FILE --against FILE, and --model FOLDER for another sentence model"
          + " than the bundled one, --cosine 0.NN for the rule's, --kind NAME for rows of that kind"
          + " and clean ones alone, --exhaustive if the model is to look at every pair";

  /// Words in a row that n-gram tools look for.
  private static final int RUN = 8;

  static Calibration of(List<String> arguments, Path vectors) {
    Arguments read =
        Arguments.of(
            arguments,
            Set.of("--cases", "--against", "--model", "--cosine", "--kind"),
            Set.of("--exhaustive"),
            USAGE);
    String model = read.text("--model");
    return new Calibration(
        read.file("--cases"),
        read.file("--against"),
        model == null ? null : Path.of(model),
        read.cosine("--cosine"),
        read.text("--kind"),
        read.has("--exhaustive"),
        vectors);
  }

  void run(PrintStream out) {
    List<LabelledRow> rows = rows();
    Items items =
        new Items(
            LabelledRow.items(against),
            model == null ? SentenceModel.bundled() : SentenceModel.folder(model),
            vectors);
    Map<String, Verdicts> others = new LinkedHashMap<>();
    others.put(RUN + " words alike", sharedRuns(rows, items));
    OneCosine one = exhaustive ? oneCosine(rows, items) : null;
    if (one != null) {
      others.put(String.format(Locale.ROOT, "cosine %.4f", one.cosine()), one.verdicts());
    }
    List<Double> cosines = cosines(one);
    CalibrationTables tables =
        new CalibrationTables(search(rows, items, cosines.getFirst()), this::counts, out);
    out.printf(
        Locale.ROOT,
        "%,d rows against %,d items, %s, %s%n",
        rows.size(),
        items.size(),
        items.model().name(),
        exhaustive ? "every pair through the model" : "by the cascade");
    Rule.Rephrase rule = Rule.REPHRASE.at(cosine(tables, cosines));
    tables.sums(rule);
    tables.others(others);
    tables.kinds(rule);
    tables.reasons(rule);
    tables.cosines(cosines);
  }

  private List<LabelledRow> rows() {
    List<LabelledRow> rows =
        LabelledRow.read(cases).stream()
            .filter(row -> kind == null || row.kind().equals(kind) || !row.contaminated())
            .toList();
    if (rows.stream().noneMatch(LabelledRow::contaminated)) {
      throw BagelException.user(
          cases + " has no contaminated row" + (kind == null ? "" : " of the kind " + kind));
    }
    return rows;
  }

  private boolean counts(LabelledRow row) {
    return row.kind().equals(kind) || !APART.contains(row.kind());
  }

  /// The cosines of the table. Matches are looked for from the first on. Those of another model may
  /// lie anywhere; an exhaustive search knows where, and could not look at all pairs of a model
  /// whose cosines are all high.
  private List<Double> cosines(@Nullable OneCosine one) {
    if (cosine != null || model == null) {
      return cosines((cosine == null ? Rule.REPHRASE.cosine() : cosine) - 0.08, 11);
    }
    return one == null ? cosines(0.50, 25) : cosines(one.cosine() - 0.14, 50);
  }

  private static List<Double> cosines(double first, int count) {
    List<Double> cosines = new ArrayList<>();
    long lowest = Math.max(1, Math.round(50 * first));
    for (int i = 0; i < count && lowest + i < 50; i++) {
      cosines.add((lowest + i) / 50.0);
    }
    return cosines;
  }

  private double cosine(CalibrationTables tables, List<Double> cosines) {
    if (cosine != null) {
      return cosine;
    }
    return model == null ? Rule.REPHRASE.cosine() : tables.best(cosines);
  }

  private List<SearchedRow> search(List<LabelledRow> rows, Items items, double lowest) {
    try (BenchmarkSearch search = items.open(Rule.REPHRASE.at(lowest), exhaustive)) {
      return rows.parallelStream().map(row -> SearchedRow.of(row, search)).toList();
    }
  }

  private Verdicts sharedRuns(List<LabelledRow> rows, Items items) {
    SharedRuns runs = new SharedRuns(items.texts(), RUN);
    return Verdicts.of(
        rows.stream()
            .filter(this::counts)
            .map(row -> new Verdict(row, runs.holdsOneOf(row.text())))
            .toList());
  }

  private OneCosine oneCosine(List<LabelledRow> rows, Items items) {
    List<LabelledRow> counted = rows.stream().filter(this::counts).toList();
    return OneCosine.best(counted, items.nearest(counted.stream().map(LabelledRow::text).toList()));
  }
}
