package dev.bagel.dataset;

import dev.bagel.dataset.engine.LocalEngine;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.recipe.RecipeFile;
import dev.bagel.dataset.write.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Builds of the sampler's rows.
///
/// @param fullLedger with JSONL files too
record SamplerBuild(Path hub, Recipe recipe, int threads, boolean fullLedger, Set<Table> exports) {

  /// All that the sampler's recipe says.
  static SamplerBuild of(Path hub) {
    return new SamplerBuild(hub, RecipeFile.read("sampler", hub), 2, true, Set.of());
  }

  /// Without the comparison with benchmarks, which takes most of the time.
  static SamplerBuild quick(Path hub) {
    Recipe all = RecipeFile.read("sampler", hub);
    Recipe recipe =
        new Recipe(
            all.name(), all.seed(), all.format(), all.maxCharacters(), all.sources(), List.of());
    return new SamplerBuild(hub, recipe, 2, false, Set.of());
  }

  SamplerBuild withThreads(int count) {
    return new SamplerBuild(hub, recipe, count, fullLedger, exports);
  }

  SamplerBuild withSeed(long seed) {
    return new SamplerBuild(hub, recipe.withSeed(seed), threads, fullLedger, exports);
  }

  /// With these exports, the full ledger, and JSONL files too.
  SamplerBuild withExports(Set<Table> tables) {
    return new SamplerBuild(hub, recipe, threads, true, tables);
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
            DatasetSettings.Missing.FAIL,
            new DatasetSettings.Extras(fullLedger, fullLedger, exports),
            threads);
    DatasetReport report = DatasetRecipe.build(settings, BuildWatch.NONE, tuning);
    return new BuiltDataset(report.folder(), report.manifest());
  }
}
