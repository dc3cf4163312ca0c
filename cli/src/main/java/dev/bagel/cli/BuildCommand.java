package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.BuildPlan;
import dev.bagel.dataset.DatasetRecipe;
import dev.bagel.dataset.DatasetReport;
import dev.bagel.dataset.DatasetSettings;
import dev.bagel.dataset.DatasetSettings.Missing;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.recipe.RecipeFile;
import dev.bagel.dataset.write.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel build`: makes the data set.
@Command(
    name = "build",
    description =
        "Makes a data set: SFT and DPO rows, the samples behind them, and a ledger of all that was"
            + " dropped.",
    footer = {
      "",
      "Example: bagel build bagel-v0.5 --missing skip --out everything",
      "         bagel build mine.yaml --hub ~/hub --lock mine.lock --with toxic_dpo",
      "         bagel build --export messages,preference",
      "A finished folder has a manifest.json; 'bagel verify' proves it.",
      "HF_TOKEN opens gated data sets; what is fetched is kept below HF_HOME."
    })
final class BuildCommand implements Callable<Integer> {
  private enum Ledger {
    BRIEF,
    FULL
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RECIPE",
      defaultValue = "sampler",
      description =
          "A YAML file, or sampler (rows inside Bagel), bagel-v0.2 or bagel-v0.5. Default:"
              + " ${DEFAULT-VALUE}.")
  private String recipe = "sampler";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "bagel-out",
      description = "Where the data set goes. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("bagel-out");

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SOURCE",
      description = "Build these sources of the recipe only; separated by commas.")
  private @Nullable List<String> only;

  @Option(
      names = "--missing",
      defaultValue = "fail",
      paramLabel = "fail|skip",
      description = "What to do when the hub lacks a file. Default: ${DEFAULT-VALUE}.")
  private Missing missing = Missing.FAIL;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Order, samplings and coin flips. Default: the recipe's.")
  private @Nullable Long seed;

  @Option(
      names = "--export",
      split = ",",
      paramLabel = "NAME",
      description =
          "Write the samples as other trainers load them, too: messages, sharegpt, alpaca,"
              + " prompt-completion, preference, or packed (tokens in sequences of --max-tokens);"
              + " several separated by commas.")
  private @Nullable List<String> export;

  @Option(names = "--jsonl", description = "Write sft, dpo and exports as JSON lines too.")
  private boolean jsonl;

  @Option(
      names = "--ledger",
      defaultValue = "brief",
      paramLabel = "brief|full",
      description = "full also lists drops that say nothing about a row, such as sampled_out.")
  private Ledger ledger = Ledger.BRIEF;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Workers, as far as memory goes; the result is the same for any number. Default: one a"
              + " processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--plan", description = "Print what would be read, and stop.")
  private boolean planOnly;

  @Mixin HubOption hub = new HubOption();
  @Mixin ChoiceOptions choice = new ChoiceOptions();
  @Mixin TokenOptions tokens = new TokenOptions();
  @Mixin LockOptions lock = new LockOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    Runnable result;
    try (BuildProgress progress = new BuildProgress(output.err(), Terminal.present());
        HubChoice from = HubChoice.of(recipe, hub.given(), progress::note)) {
      DatasetSettings settings = settings(from);
      if (planOnly) {
        progress.start();
        BuildPlan plan = BuildPlan.of(settings.recipe(), settings.lockedHub(), missing);
        result = () -> BuildReports.plan(output, settings, plan);
      } else {
        LockOptions.tell(settings.locking(), output);
        progress.start();
        DatasetReport report = DatasetRecipe.build(settings, progress);
        result = () -> BuildReports.done(output, report);
      }
    }
    result.run();
    return 0;
  }

  private Set<Table> exports() {
    return ChoiceOptions.names("--export", "export", export).stream()
        .sorted()
        .map(Table::export)
        .collect(Collectors.toSet());
  }

  private DatasetSettings settings(HubChoice from) {
    if (threads < 1) {
      throw BagelException.user("--threads must be 1 or more, not " + threads);
    }
    Recipe read = RecipeFile.read(recipe, from.ownFiles());
    Recipe seeded = seed == null ? read : read.withSeed(seed);
    return new DatasetSettings(
        tokens.of(choice.of(ChoiceOptions.names("--only", "source", only)).of(seeded)),
        from.hub(),
        lock.of(recipe),
        out,
        VectorFolder.path(),
        missing,
        new DatasetSettings.Extras(ledger == Ledger.FULL, jsonl, exports()),
        threads);
  }
}
