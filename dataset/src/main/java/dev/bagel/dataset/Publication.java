package dev.bagel.dataset;

import dev.bagel.BagelException;
import dev.bagel.dataset.BuildPlan.PlannedSource;
import dev.bagel.dataset.engine.Counters;
import dev.bagel.dataset.format.FormatSettings;
import dev.bagel.dataset.hub.Fetched;
import dev.bagel.dataset.hub.HubFiles;
import dev.bagel.dataset.hub.LockFile;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.source.SourceCounts;
import dev.bagel.dataset.write.DatasetCard;
import dev.bagel.dataset.write.Manifest;
import dev.bagel.dataset.write.Manifest.BenchmarkEntry;
import dev.bagel.dataset.write.Manifest.ExportEntry;
import dev.bagel.dataset.write.Manifest.FileEntry;
import dev.bagel.dataset.write.Manifest.SourceEntry;
import dev.bagel.dataset.write.Manifest.TableEntry;
import dev.bagel.dataset.write.OutputFolder;
import dev.bagel.dataset.write.Table;
import dev.bagel.dataset.write.TableFiles;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The last step: tables are completed, the balance is struck, and all goes to its place with the
/// manifest.
final class Publication {
  private final DatasetSettings settings;
  private final BuildPlan plan;
  private final Inputs inputs;
  private final Counters counters;

  Publication(DatasetSettings settings, BuildPlan plan, Inputs inputs, Counters counters) {
    this.settings = settings;
    this.plan = plan;
    this.inputs = inputs;
    this.counters = counters;
  }

  DatasetReport publish(OutputFolder out, List<PartReport> parts) {
    PartReport total = new PartReport();
    parts.forEach(total::add);
    try {
      Manifest manifest = manifest(total, tables(out, parts.size(), total));
      out.publish(
          out.work().resolve("tables"),
          settings.extras().tables(),
          LockFile.text(inputs.lock()),
          DatasetCard.of(manifest),
          manifest.toJson());
      return new DatasetReport(settings.out(), manifest);
    } catch (IOException e) {
      throw OutputFolder.cannotWrite(settings.out(), e);
    }
  }

  private Map<String, TableEntry> tables(OutputFolder out, int parts, PartReport total)
      throws IOException {
    Map<String, TableEntry> entries = new LinkedHashMap<>();
    for (Table table : settings.extras().tables()) {
      TableEntry entry =
          TableFiles.in(out.work(), table).complete(parts, PartTables.rowType(table));
      if (entry.rows() != total.rows(table)) {
        throw imbalance(table.label(), total.rows(table), entry.rows());
      }
      entries.put(table.label(), entry);
    }
    return entries;
  }

  private Manifest manifest(PartReport total, Map<String, TableEntry> tables) {
    long rows = total.rows(Table.SFT) + total.rows(Table.DPO) + total.overLimit();
    if (rows != total.planned()) {
      throw imbalance("rows of sft and dpo", total.planned(), rows);
    }
    Recipe recipe = settings.recipe();
    Map<String, SourceEntry> sources = new LinkedHashMap<>();
    for (PlannedSource source : plan.sources()) {
      sources.put(source.name(), source(source, total));
    }
    Map<String, BenchmarkEntry> benchmarks = new LinkedHashMap<>();
    for (BuildPlan.PlannedBenchmark planned : plan.benchmarks()) {
      benchmarks.put(
          planned.benchmark().name(),
          new BenchmarkEntry(planned.benchmark().licence(), files(inputs.of(planned))));
    }
    return new Manifest(
        Versions.bagel(),
        plan.benchmarks().isEmpty() ? Map.of() : settings.recipe().checks().model().versions(),
        recipe.name(),
        recipe.seed(),
        describe(recipe),
        settings.extras().fullLedger() ? "full" : "brief",
        sources,
        total.tokens(),
        benchmarks,
        plan.missing(),
        plan.leftOut(),
        tables,
        exports(total, sources));
  }

  private Map<String, ExportEntry> exports(PartReport total, Map<String, SourceEntry> sources) {
    long samples = sources.values().stream().mapToLong(SourceEntry::kept).sum();
    Map<String, ExportEntry> exports = new LinkedHashMap<>();
    for (Table table : Table.EXPORTS) {
      if (settings.extras().exports().contains(table)) {
        Map<String, Long> without = new TreeMap<>();
        total.withoutPlace(table).forEach((reason, count) -> without.put(reason.label(), count));
        ExportEntry entry = new ExportEntry(total.exported(table), without);
        long accounted = entry.samples() + entry.withoutPlaceInAll();
        if (accounted != samples) {
          throw imbalance("export " + table.label(), samples, accounted);
        }
        exports.put(table.label(), entry);
      }
    }
    return exports;
  }

  private SourceEntry source(PlannedSource source, PartReport total) {
    Map<String, Long> dropped = new TreeMap<>();
    total.drops(source.name()).forEach((reason, count) -> dropped.put(reason.label(), count));
    SourceCounts counts = new SourceCounts(counters, source.name());
    SourceEntry entry =
        new SourceEntry(
            HubFiles.datasets(source.line().files()),
            revisions(inputs.of(source)),
            source.line().source().info().licence(),
            source.line().source().info().flagLetters(),
            source.line().trust().label(),
            source.line().take().label(),
            files(inputs.of(source)),
            files(inputs.besides(source)),
            counts.rows(),
            counts.candidates(),
            total.kept(source.name()),
            dropped);
    long accounted = entry.kept() + entry.droppedInAll();
    if (entry.candidates() != accounted) {
      throw imbalance("source " + source.name(), entry.candidates(), accounted);
    }
    return entry;
  }

  private static BagelException imbalance(String what, long expected, long found) {
    return BagelException.internal(
        "%s does not balance: %d went in, %d are accounted for".formatted(what, expected, found),
        new IllegalStateException("the law of conservation is broken"));
  }

  private static String revisions(List<Fetched> files) {
    return files.stream().map(Fetched::revision).distinct().collect(Collectors.joining(", "));
  }

  private static List<FileEntry> files(List<Fetched> files) {
    return files.stream()
        .map(file -> new FileEntry(file.file().name(), file.bytes(), file.sha256()))
        .toList();
  }

  private Map<String, Object> describe(Recipe recipe) {
    FormatSettings format = recipe.format();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("style", format.prompt().style().label());
    settings.put("coverage", format.coverage().label());
    settings.put("bos", format.prompt().bos());
    settings.put("eos", format.prompt().eos());
    settings.put("chatml-markers", format.prompt().imMarkers() ? "im" : "bos-eos");
    Map<String, Double> chances = new LinkedHashMap<>();
    format.systemChance().forEach((name, chance) -> chances.put(name.label(), chance));
    settings.put("system-chance", chances);
    settings.put("max-characters", recipe.maxCharacters());
    if (!plan.benchmarks().isEmpty()) {
      settings.put("decontamination", recipe.checks().describe());
    }
    recipe.tokens().ifPresent(budget -> settings.put("tokens", budget.describe()));
    return settings;
  }
}
