package dev.bagel.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bagel.dataset.DatasetSettings.Missing;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.recipe.RecipeFile;
import dev.bagel.dataset.write.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds from the real data sets, where a folder of them is there.
@Tag("slow")
class RealRowsTest {
  private static final Path HUB = Path.of("..", "..", "shared", "hub");
  private static final Set<String> SOME =
      Set.of("boolq", "openbookqa", "ai2_arc", "mmlu", "squad_v2", "gutenberg", "emobank");

  @TempDir Path temporary;

  @BeforeEach
  void look_for_the_hub() {
    assumeTrue(Files.isDirectory(HUB), "there is no folder of data sets at " + HUB);
  }

  @Test
  void threads_change_nothing() throws IOException {
    Recipe recipe = RecipeFile.read("bagel-v0.5", HUB).only(SOME);
    Path alone = build(recipe, 1, temporary.resolve("alone"));
    Path three = build(recipe, 3, temporary.resolve("three"));

    assertThat(three.resolve("manifest.json"))
        .hasSameTextualContentAs(alone.resolve("manifest.json"));
    assertThat(three.resolve("README.md")).hasSameTextualContentAs(alone.resolve("README.md"));
    assertThat(Verification.of(alone)).allMatch(Verification.Check::holds);
    assertThat(Verification.of(three)).allMatch(Verification.Check::holds);
  }

  @Test
  void all_is_built_in_half_a_gigabyte() throws IOException, InterruptedException {
    Path out = temporary.resolve("out");
    RealBuild.inHalfAGigabyte(HUB, "bagel-v0.5", out, temporary.resolve("said.txt"));
  }

  private static Path build(Recipe recipe, int threads, Path out) {
    DatasetSettings settings =
        new DatasetSettings(
            recipe,
            new HubFolder(HUB),
            new Locking.Free(),
            out,
            Path.of("target", "vectors"),
            Missing.SKIP,
            DatasetSettings.Extras.NONE,
            threads);
    return DatasetRecipe.build(settings, BuildWatch.NONE).folder();
  }
}
