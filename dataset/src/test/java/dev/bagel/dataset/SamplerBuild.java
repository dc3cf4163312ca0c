package dev.bagel.dataset;

import dev.bagel.dataset.DatasetSettings.Extras;
import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.engine.LocalEngine;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.recipe.RecipeFile;
import dev.bagel.dataset.write.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Builds of the sampler's rows.
record SamplerBuild(Path hub, Recipe recipe, int threads, Extras extras) {

  /// All that the sampler's recipe says.
  static SamplerBuild of(Path hub) {
    return new SamplerBuild(
        hub, RecipeFile.read("sampler", hub), 2, new Extras(true, true, Set.of()));
  }

  /// Without the comparison with benchmarks, which takes most of the time.
  static SamplerBuild quick(Path hub) {
    Recipe all = RecipeFile.read("sampler", hub);
    Recipe recipe =
        new Recipe(
            all.name(),
            all.seed(),
            all.format(),
            all.maxCharacters(),
            Optional.empty(),
            all.sources(),
            List.of(),
            all.checks());
    return new SamplerBuild(hub, recipe, 2, Extras.NONE);
  }

  SamplerBuild withThreads(int count) {
    return new SamplerBuild(hub, recipe, count, extras);
  }

  SamplerBuild withSeed(long seed) {
    return new SamplerBuild(hub, recipe.withSeed(seed), threads, extras);
  }

  SamplerBuild withTokens(TokenBudget budget) {
    return new SamplerBuild(hub, recipe.withTokens(budget), threads, extras);
  }

  /// With these tables on request, the full ledger, and JSONL files too.
  SamplerBuild withExports(Set<Table> tables) {
    return new SamplerBuild(hub, recipe, threads, new Extras(true, true, tables));
  }

  BuiltDataset in(Path folder) {
    return in(folder, UnaryOperator.identity());
  }

  BuiltDataset in(Path folder, UnaryOperator<LocalEngine.Settings> tuning) {
    DatasetSettings settings =
        new DatasetSettings(
            recipe,
            new HubFolder(hub),
            new Locking.Free(),
            folder,
            Path.of("target", "vectors"),
            DatasetSettings.Missing.FAIL,
            extras,
            threads);
    DatasetReport report = DatasetRecipe.build(settings, BuildWatch.NONE, tuning);
    return new BuiltDataset(report.folder(), report.manifest());
  }
}
