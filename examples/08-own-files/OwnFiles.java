import dev.bagel.dataset.BuildWatch;
import dev.bagel.dataset.DatasetRecipe;
import dev.bagel.dataset.DatasetReport;
import dev.bagel.dataset.DatasetSettings;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.RecipeFile;

/// A data set of own files, and what became of each row. `bagel build recipe.yaml` does the same.
void main() {
  Path here = Path.of(".");
  DatasetSettings settings =
      new DatasetSettings(
          RecipeFile.read("recipe.yaml", here),
          new HubFolder(here), // where sources of the catalogue would lie: this recipe has none
          new Locking.Free(),
          Path.of("out"),
          Path.of("vectors"), // where a build that looks for benchmarks keeps their vectors
          DatasetSettings.Missing.FAIL,
          DatasetSettings.Extras.NONE,
          1);

  DatasetReport report = DatasetRecipe.build(settings, BuildWatch.NONE);

  report
      .manifest()
      .sources()
      .forEach(
          (name, source) ->
              IO.println(
                  "%s: %d rows, %d kept, dropped %s"
                      .formatted(name, source.rows(), source.kept(), source.dropped())));
  report
      .manifest()
      .tables()
      .forEach((name, table) -> IO.println("%s: %d rows".formatted(name, table.rows())));
}
