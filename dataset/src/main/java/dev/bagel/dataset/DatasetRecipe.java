package dev.bagel.dataset;

import dev.bagel.BagelException;
import dev.bagel.dataset.BuildPlan.PlannedSource;
import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.decontaminate.Checks;
import dev.bagel.dataset.decontaminate.Decontamination;
import dev.bagel.dataset.dedupe.Dedupe;
import dev.bagel.dataset.engine.BatchOpener.Batches;
import dev.bagel.dataset.engine.Counters;
import dev.bagel.dataset.engine.Engine;
import dev.bagel.dataset.engine.LocalEngine;
import dev.bagel.dataset.engine.Records;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.hub.Hub;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.source.HubReader;
import dev.bagel.dataset.source.SourceCounts;
import dev.bagel.dataset.write.OutputFolder;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// START HERE: the whole flow, from sources to files.
///
/// sources → samples → unique → clean → rows → files. Every step turns each candidate into one
/// candidate, kept or dropped with a reason, so nothing can be lost on the way; what comes out is
/// counted against what went in.
public final class DatasetRecipe {
  private static final int BATCH = 64;

  /// What a worker may need of the heap for its share of the records and a slot, and again for the
  /// row group of each table.
  private static final long WORKER_BYTES = 32L << 20;

  private final DatasetSettings settings;
  private final Recipe recipe;
  private final Chance chance;
  private final Keys keys;
  private final Hub hub;
  private final BuildPlan plan;

  private DatasetRecipe(DatasetSettings settings) {
    this.settings = settings;
    this.recipe = settings.recipe();
    TokenCheck.of(recipe, settings.extras());
    this.chance = new Chance(recipe.seed());
    this.keys = Keys.of(recipe.seed());
    this.hub = settings.lockedHub();
    this.plan = BuildPlan.of(recipe, hub, settings.missing());
  }

  /// Builds the data set and puts it in its folder; until then the folder does not look finished.
  ///
  /// @throws BagelException when the build cannot go on; trouble with single rows is in the report
  ///   instead
  public static DatasetReport build(DatasetSettings settings, BuildWatch watch) {
    return build(settings, watch, UnaryOperator.identity());
  }

  /// @param tuning how the engine works, which changes nothing of the result
  static DatasetReport build(
      DatasetSettings settings, BuildWatch watch, UnaryOperator<LocalEngine.Settings> tuning) {
    DatasetRecipe recipe = new DatasetRecipe(settings);
    try (OutputFolder out = OutputFolder.open(settings.out());
        Engine engine = new LocalEngine(tuning.apply(engine(out, settings)))) {
      return recipe.run(engine, out, watch);
    }
  }

  private DatasetReport run(Engine engine, OutputFolder out, BuildWatch watch) {
    Inputs inputs = Inputs.fetch(plan, hub, settings.locking(), watch);
    Counters counters = engine.counters();
    watch.begin(plan, counters);

    Records<Candidate> candidates = read(inputs, engine, counters);
    Records<Candidate> unique = Dedupe.byTrust(candidates, keys);
    long count = unique.count();
    refuseEmptySources(counters);

    watch.settling(count);
    BuildPart.Setup setup = setup(out, counters, BuildPart.slotBits(count));
    if (!plan.benchmarks().isEmpty()) {
      recipe.checks().doubt().ifPresent(watch::note);
    }
    Optional<Decontamination> clean = decontamination(inputs);
    List<PartReport> parts;
    try (Batches<?, ?> _ = clean.map(step -> step.open(watch::note)).orElse(null)) {
      parts =
          clean
              .map(step -> unique.mapBatches(Candidate.class, BATCH, step))
              .orElse(unique)
              .writeSorted(keys, Keys.TIES, part -> new BuildPart(setup, part));
    }

    return new Publication(settings, plan, inputs, counters).publish(out, parts);
  }

  private static LocalEngine.Settings engine(OutputFolder out, DatasetSettings settings) {
    long worker = WORKER_BYTES * (1 + settings.extras().tables().size());
    long affordable = Math.max(1, Runtime.getRuntime().maxMemory() / worker);
    int threads = (int) Math.min(settings.threads(), affordable);
    return LocalEngine.Settings.in(out.work().resolve("spill")).withThreads(threads);
  }

  /// Every source's candidates, as many as the recipe takes.
  private Records<Candidate> read(Inputs inputs, Engine engine, Counters counters) {
    Records<Candidate> all = engine.read(Candidate.class, List.of());
    for (PlannedSource planned : plan.sources()) {
      HubReader reader =
          new HubReader(
              engine, counters, seat(planned), inputs.files(planned), inputs.sideFiles(planned));
      Records<Candidate> candidates = planned.line().source().read(reader);
      all = all.union(planned.line().take().of(candidates, planned.name(), recipe.seed()));
    }
    return all;
  }

  private HubReader.Seat seat(PlannedSource planned) {
    return new HubReader.Seat(
        planned.name(),
        planned.position(),
        planned.line().trust().level(),
        chance,
        recipe.maxCharacters());
  }

  /// What takes out what a benchmark asks.
  private Optional<Decontamination> decontamination(Inputs inputs) {
    if (plan.benchmarks().isEmpty()) {
      return Optional.empty();
    }
    List<BenchmarkItem> items =
        plan.benchmarks().stream()
            .flatMap(planned -> planned.benchmark().read(inputs.files(planned)).stream())
            .toList();
    Checks checks = recipe.checks();
    return Optional.of(
        new Decontamination(items, checks.comparison(settings.vectors(), false), checks.turns()));
  }

  private BuildPart.Setup setup(OutputFolder out, Counters counters, int slotBits) {
    return new BuildPart.Setup(
        out.work().toString(),
        new Formatting(recipe.format(), chance),
        chance,
        keys,
        slotBits,
        recipe.tokens().orElse(null),
        plan.sources().stream()
            .filter(source -> source.line().source().info().namedByStratum())
            .map(PlannedSource::name)
            .collect(Collectors.toUnmodifiableSet()),
        settings.extras(),
        counters);
  }

  private void refuseEmptySources(Counters counters) {
    for (PlannedSource source : plan.sources()) {
      SourceCounts counts = new SourceCounts(counters, source.name());
      String file = source.fileNames().getFirst();
      if (counts.rows() == 0) {
        throw BagelException.user(
            "source %s holds no rows: look at %s, or leave it out of the recipe"
                .formatted(source.name(), file));
      }
      if (counts.samples() == 0) {
        throw BagelException.user(
            "source %s: none of its %d rows became a sample: look at %s, or leave it out of the recipe"
                .formatted(source.name(), counts.rows(), file));
      }
    }
  }
}
