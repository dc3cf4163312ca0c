package dev.bagel.dataset.recipe;

import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.decontaminate.Checks;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.format.FormatSettings;
import dev.bagel.dataset.hub.HubFiles;
import dev.bagel.dataset.source.Source;
import dev.bagel.dataset.source.SourceInfo;
import dev.bagel.dataset.source.Take;
import dev.bagel.dataset.source.Trust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a data set is made of, as a user wrote it down: see [RecipeFile].
///
/// @param sources in the order that settles equal trust; those that are left out too
/// @param benchmarks names from the catalogue of benchmarks
/// @param checks what is compared with them, and how
/// @param maxCharacters a larger sample is dropped as too long
/// @param tokens by which rows are counted and limited; empty where they are not
public record Recipe(
    String name,
    long seed,
    FormatSettings format,
    int maxCharacters,
    Optional<TokenBudget> tokens,
    List<SourceLine> sources,
    List<String> benchmarks,
    Checks checks) {

  /// What `maxCharacters` is where a recipe does not say.
  public static final int MAX_CHARACTERS = 1_000_000;

  public Recipe {
    sources = List.copyOf(sources);
    benchmarks = List.copyOf(benchmarks);
  }

  /// One source of a recipe.
  ///
  /// @param files where its rows lie on the hub: the source's own place, or the recipe's
  /// @param ownFiles the user's own files, read instead; empty for sources on the hub
  /// @param leftOut why it is not read; empty where it is
  public record SourceLine(
      Source source,
      Take take,
      Trust trust,
      List<HubFiles> files,
      List<DataFile> ownFiles,
      String leftOut) {
    public SourceLine {
      files = List.copyOf(files);
      ownFiles = List.copyOf(ownFiles);
    }

    /// A source of the catalogue as it is, all of it.
    public static SourceLine of(Source source) {
      SourceInfo info = source.info();
      return new SourceLine(source, new Take.All(), info.trust(), info.files(), List.of(), "");
    }

    public String name() {
      return source.info().name();
    }

    public boolean isRead() {
      return leftOut.isEmpty();
    }

    SourceLine withLeftOut(String reason) {
      return new SourceLine(source, take, trust, files, ownFiles, reason);
    }
  }

  /// Its line for a source, where it has one.
  public Optional<SourceLine> line(String source) {
    return sources.stream().filter(line -> line.name().equals(source)).findFirst();
  }

  public Recipe withSeed(long other) {
    return new Recipe(name, other, format, maxCharacters, tokens, sources, benchmarks, checks);
  }

  public Recipe withTokens(TokenBudget budget) {
    return new Recipe(
        name, seed, format, maxCharacters, Optional.of(budget), sources, benchmarks, checks);
  }

  public Recipe withoutBenchmarks() {
    return new Recipe(name, seed, format, maxCharacters, tokens, sources, List.of(), checks);
  }

  /// The same recipe with these of its sources only; its name says so.
  public Recipe only(Set<String> names) {
    return Choice.ALL.withOnly(names).of(this);
  }

  /// The sources that are read.
  public List<SourceLine> read() {
    return sources.stream().filter(SourceLine::isRead).toList();
  }

  /// The sources that are not read, and why.
  public Map<String, String> leftOut() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (SourceLine line : sources) {
      if (!line.isRead()) {
        reasons.put(line.name(), line.leftOut());
      }
    }
    return reasons;
  }
}
