package dev.bagel.cli;

import dev.bagel.dataset.BuildPlan;
import dev.bagel.dataset.BuildPlan.PlannedSource;
import dev.bagel.dataset.DatasetReport;
import dev.bagel.dataset.DatasetSettings;
import dev.bagel.dataset.SourceFetch;
import dev.bagel.dataset.hub.HubFile;
import dev.bagel.dataset.write.Manifest;
import dev.bagel.dataset.write.Manifest.SourceEntry;
import dev.bagel.dataset.write.Manifest.TokenEntry;
import dev.bagel.dataset.write.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How `bagel build` tells what it will do and what it did.
final class BuildReports {
  private BuildReports() {}

  /// What a build would read.
  static void plan(Output output, DatasetSettings settings, BuildPlan plan) {
    if (output.json()) {
      output.json(facts(settings, plan));
      return;
    }
    TextTable table = new TextTable("source", "kind", "trust", "flags", "files", "take").right(4);
    for (PlannedSource source : plan.sources()) {
      table.row(
          source.name(),
          source.line().source().info().kind().label(),
          source.line().trust().label(),
          String.join(" ", source.line().source().info().flagLetters()),
          number(source.fileNames().size()),
          source.line().take().label());
    }
    output.line(
        "recipe %s from %s"
            .formatted(settings.recipe().name(), settings.lockedHub().description()));
    output.line("");
    output.line(table.toString());
    output.line("");
    String benchmarks =
        plan.benchmarks().stream()
            .map(planned -> planned.benchmark().name())
            .collect(Collectors.joining(", "));
    wrapped(output, "checked against: " + (benchmarks.isEmpty() ? "nothing" : benchmarks));
    if (!settings.extras().exports().isEmpty()) {
      output.line("exports: " + String.join(", ", exports(settings)));
    }
    notRead(output, plan.leftOut(), plan.missing());
  }

  private static List<String> exports(DatasetSettings settings) {
    return Table.ON_REQUEST.stream()
        .filter(settings.extras().exports()::contains)
        .map(Table::label)
        .toList();
  }

  static void done(Output output, DatasetReport report) {
    Manifest manifest = report.manifest();
    if (output.json()) {
      output.json(manifest);
      return;
    }
    TextTable table =
        new TextTable("source", "rows", "candidates", "kept", "dropped").right(1, 2, 3);
    for (Map.Entry<String, SourceEntry> entry : manifest.sources().entrySet()) {
      SourceEntry source = entry.getValue();
      table.row(
          entry.getKey(),
          number(source.rows()),
          number(source.candidates()),
          number(source.kept()),
          reasons(source.dropped()));
    }
    output.line(table.toString());
    notRead(output, manifest.leftOut(), manifest.missing());
    output.line("");
    output.line(
        manifest.tables().entrySet().stream()
            .map(entry -> "%s %s rows".formatted(entry.getKey(), number(entry.getValue().rows())))
            .collect(Collectors.joining(" · ")));
    exports(output, manifest);
    if (!manifest.tokens().isEmpty()) {
      output.line(tokens(manifest.allTokens()));
    }
    output.line("prove it: bagel verify " + report.folder());
  }

  private static String tokens(TokenEntry all) {
    return "%s tokens in %s rows, the longest %s · %s rows cut · %s rows over the limit"
        .formatted(
            number(all.tokens()),
            number(all.rows()),
            number(all.longest()),
            number(all.cut()),
            number(all.overLimit()));
  }

  /// How many samples each export holds, and why not the others.
  private static void exports(Output output, Manifest manifest) {
    manifest
        .exports()
        .forEach(
            (name, export) ->
                wrapped(
                    output,
                    "export %s: %s samples%s"
                        .formatted(
                            name,
                            number(export.samples()),
                            export.withoutPlace().isEmpty()
                                ? ""
                                : "; no place for " + reasons(export.withoutPlace()))));
  }

  /// What was fetched.
  static void fetched(Output output, SourceFetch.Result result) {
    TextTable table = new TextTable("source", "files", "bytes").right(1, 2);
    for (SourceFetch.Entry entry : result.sources()) {
      table.row(entry.name(), number(entry.files()), number(entry.bytes()));
    }
    output.line(table.toString());
    notRead(output, result.leftOut(), result.missing());
  }

  private static void notRead(
      Output output, Map<String, String> leftOut, Map<String, List<String>> missing) {
    notRead(leftOut, missing).forEach(line -> wrapped(output, line));
  }

  /// A line for each source or benchmark of the recipe that is not read.
  static List<String> notRead(Map<String, String> leftOut, Map<String, List<String>> missing) {
    List<String> lines = new ArrayList<>();
    leftOut.forEach((name, reason) -> lines.add("left out: %s: %s".formatted(name, reason)));
    missing.forEach(
        (name, patterns) ->
            lines.add(
                "left out, not to be had: %s: %s".formatted(name, String.join(", ", patterns))));
    return lines;
  }

  private static Map<String, Object> facts(DatasetSettings settings, BuildPlan plan) {
    Map<String, Object> sources = new LinkedHashMap<>();
    plan.sources().forEach(source -> sources.put(source.name(), facts(source)));
    Map<String, List<String>> benchmarks = new LinkedHashMap<>();
    plan.benchmarks()
        .forEach(
            planned -> benchmarks.put(planned.benchmark().name(), names(planned.files().stream())));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("recipe", settings.recipe().name());
    facts.put("hub", settings.lockedHub().description());
    facts.put("sources", sources);
    facts.put("benchmarks", benchmarks);
    facts.put("exports", exports(settings));
    facts.put("missing", plan.missing());
    facts.put("leftOut", plan.leftOut());
    return facts;
  }

  private static Map<String, Object> facts(PlannedSource source) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", source.line().source().info().kind().label());
    facts.put("trust", source.line().trust().label());
    facts.put("licence", source.line().source().info().licence());
    facts.put("flags", source.line().source().info().flagLetters());
    facts.put("take", source.line().take().label());
    facts.put("files", source.fileNames());
    facts.put("checkedAgainst", names(source.sideFiles().values().stream().flatMap(List::stream)));
    return facts;
  }

  private static List<String> names(Stream<HubFile> files) {
    return files.map(HubFile::name).toList();
  }

  private static void wrapped(Output output, String text) {
    output.line(String.join("\n  ", TextTable.wrapped(text, TextTable.WIDTH - 2)));
  }

  private static String reasons(Map<String, Long> counts) {
    List<String> parts = new ArrayList<>();
    counts.forEach((reason, count) -> parts.add(number(count) + " " + reason));
    return String.join(", ", parts);
  }

  /// `1,200 files`.
  static String files(int count) {
    return number(count) + (count == 1 ? " file" : " files");
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
