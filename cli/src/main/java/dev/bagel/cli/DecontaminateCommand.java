package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.decontaminate.CheckedRow;
import dev.bagel.dataset.decontaminate.CheckedTurns;
import dev.bagel.dataset.decontaminate.Checks;
import dev.bagel.dataset.decontaminate.Comparison;
import dev.bagel.dataset.decontaminate.FileCheck;
import dev.bagel.dataset.decontaminate.TextColumns;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.RowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel decontaminate`: which rows of any files ask what a benchmark asks.
@Command(
    name = "decontaminate",
    description = {
      "Finds rows that ask what a benchmark asks, in files of any size with 'text', 'conversations'"
          + " or 'messages': .jsonl .json .csv .tsv, also with .gz or .zst, and .parquet.",
      "",
      "Writes a JSON object for each flagged row, in the order of the input: id, file, line (from"
          + " 0), benchmark, index, similarity, rule, text, benchmark_text.",
      "",
    },
    footer = {
      "",
      "Example: bagel decontaminate --in my.jsonl --against gsm8k mmlu --out hits.jsonl",
      "         bagel decontaminate --in my.parquet --text question --against exam.csv",
      "                             --out -",
      "Rows that cannot be compared are named on standard error, and are not called clean; the exit"
          + " code is 2 then. The others are compared, and flagged ones written, all the same."
    })
final class DecontaminateCommand implements Callable<Integer> {
  private static final long UNKNOWN = -1;

  @Option(
      names = "--in",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "The rows; - reads JSON lines from standard input.")
  private List<String> in = List.of();

  @Option(
      names = "--against",
      required = true,
      arity = "1..*",
      paramLabel = "FILE|NAME",
      description = {
        "Benchmarks: names of the catalogue, read from the hub, one of its subsets (bbh/snarks), or"
            + " files of rows with 'text', and 'benchmark' and 'index' where they have them."
      })
  private List<String> against = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where flagged rows go; - is standard output.")
  private Path out = Path.of("-");

  @Option(
      names = "--text",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "Read this column as the text; several, separated by commas, are read as paragraphs of"
              + " one text.")
  private @Nullable List<String> text;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "The column that names a row. Default: id where there is one, else the line.")
  private @Nullable String id;

  @Option(
      names = "--turns",
      defaultValue = "user",
      paramLabel = "user|all",
      description = "Which turns of conversations count. Default: ${DEFAULT-VALUE}.")
  private CheckedTurns turns = CheckedTurns.USER;

  @Option(
      names = "--exhaustive",
      description =
          "Have the sentence model look at every pair that the rule allows: slow, and only to see"
              + " what is lost otherwise.")
  private boolean exhaustive;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Workers; the result is the same for any number. Default: one a processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin RuleOptions comparing = new RuleOptions();
  @Mixin HubOption hub = new HubOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    Checks checks = comparing.checks(turns);
    Comparison how = checks.comparison(VectorFolder.path(), exhaustive);
    List<DataFile> files = files();
    refuse(files, output);
    CheckTally tally;
    Pace pace;
    try (BuildProgress progress = new BuildProgress(output.err(), Terminal.present())) {
      progress.start();
      checks.doubt().ifPresent(progress::note);
      Against benchmarks = Against.of(words("--against", against));
      List<BenchmarkItem> items = benchmarks.items(hub.given(), progress);
      progress.doing(() -> "indexing %s items".formatted(BuildReports.number(items.size())));
      tally = new CheckTally(checks, items.size());
      try (FileCheck check = FileCheck.open(items, how, columns(), threads, progress::note);
          FlaggedLines flagged = FlaggedLines.to(out, checks.rule().name(), output)) {
        pace = new Pace(System::nanoTime, System.nanoTime());
        long bytes = size(files);
        progress.doing(() -> soFar(check, pace, bytes));
        BadRows bad = new BadRows(progress);
        check.run(files, row -> tell(row, tally, flagged, bad));
        bad.end();
        flagged.finish();
      }
    }
    if (output.json()) {
      output.json(tally.facts());
    } else {
      tally.tell(output, pace);
    }
    if (tally.bad() > 0) {
      throw BagelException.user(tally.trouble());
    }
    return 0;
  }

  private static void tell(CheckedRow row, CheckTally tally, FlaggedLines flagged, BadRows bad) {
    tally.add(row);
    switch (row) {
      case CheckedRow.Clean _ -> {}
      case CheckedRow.Flagged found -> flagged.write(found);
      case CheckedRow.Bad found -> bad.tell(found);
    }
  }

  private static String soFar(FileCheck check, Pace pace, long bytes) {
    return "checking "
        + (bytes == UNKNOWN
            ? pace.summary(check.rows(), "rows")
            : pace.soFar(
                bytes == 0 ? 1 : Math.min(1, (double) check.position() / bytes),
                check.rows(),
                "rows"));
  }

  private TextColumns columns() {
    return new TextColumns(
        Optional.ofNullable(id),
        text == null ? List.of() : text.stream().map(String::strip).toList(),
        turns);
  }

  private List<DataFile> files() {
    return words("--in", in).stream().map(DecontaminateCommand::file).toList();
  }

  private static DataFile file(String name) {
    Path path = BadArguments.path(name);
    return TextInput.isStandard(path) ? DataFile.STANDARD_INPUT : new DataFile(name, path);
  }

  /// What cannot go well is said before anything is fetched.
  private void refuse(List<DataFile> files, Output output) {
    if (threads < 1) {
      throw BagelException.user("--threads must be 1 or more, not " + threads);
    }
    if (files.stream().filter(DataFile::isStandardInput).count() > 1) {
      throw BagelException.user("standard input can be read only once: leave one - out of --in");
    }
    boolean standard = TextInput.isStandard(out);
    if (standard && output.json()) {
      throw BagelException.user("--json and --out - exclude each other: leave one out");
    }
    for (DataFile file : files) {
      RowFiles.check(file);
      if (!standard && !file.isStandardInput() && isSame(file.path(), out)) {
        throw BagelException.user("--out would overwrite the input " + file.name());
      }
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException _) {
      return false;
    }
  }

  /// An option that is misspelled is taken for one more word by the parser.
  private static List<String> words(String option, List<String> words) {
    for (String word : words) {
      if (word.startsWith("--") && !Files.exists(Path.of(word))) {
        throw BagelException.user(BadArguments.noOption(word));
      }
      if (word.isBlank()) {
        throw BagelException.user("%s takes names, not ''".formatted(option));
      }
    }
    return words;
  }

  /// In bytes; [#UNKNOWN] where one of them is standard input.
  private static long size(List<DataFile> files) {
    return files.stream().anyMatch(DataFile::isStandardInput)
        ? UNKNOWN
        : files.stream().mapToLong(file -> file.path().toFile().length()).sum();
  }
}
