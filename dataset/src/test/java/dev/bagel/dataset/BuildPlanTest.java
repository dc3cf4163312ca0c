package dev.bagel.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.BuildPlan.PlannedBenchmark;
import dev.bagel.dataset.BuildPlan.PlannedSource;
import dev.bagel.dataset.DatasetSettings.Missing;
import dev.bagel.dataset.hub.HubFile;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.RecipeFile;
import dev.bagel.dataset.recipe.SamplerRows;
import dev.bagel.dataset.source.SourceCatalog;
import dev.bagel.dataset.write.Manifest;
import dev.bagel.dataset.write.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildPlanTest {
  @TempDir Path folder;

  private final SamplerRows hub = SamplerRows.unpack();

  @AfterEach
  void delete_the_rows() {
    hub.close();
  }

  @Test
  void what_is_there_is_planned_in_the_order_of_the_recipe() {
    BuildPlan plan = plan(Missing.FAIL, "boolq", "ai2_arc");

    assertThat(plan.missing()).isEmpty();
    assertThat(plan.sources())
        .extracting(PlannedSource::name)
        .containsExactly("ai2_arc", "boolq"); // as the recipe has them
    assertThat(plan.sources()).extracting(PlannedSource::position).containsExactly(0, 1);
    assertThat(plan.benchmarks()).hasSize(8).noneMatch(planned -> planned.files().isEmpty());
  }

  @Test
  void slimorca_yields_to_airoboros_where_that_is_read() throws IOException {
    Path moved = Files.createDirectories(hub.folder().resolve("moved/airoboros"));
    Files.copy(
        hub.folder().resolve("unalignment/spicy-3.1/conversations-no-mathjson.json"),
        moved.resolve("conversations.json"));
    String slimorca = "name: a\nsources:\n  slimorca:\n";
    String airoboros =
        "  airoboros: {files: {dataset: moved/airoboros, paths: [conversations]}%s}\n";

    assertThat(sideFiles(slimorca)).isEmpty();
    assertThat(sideFiles(slimorca + airoboros.formatted(", on-request: true"))).isEmpty();
    assertThat(sideFiles(slimorca + airoboros.formatted("")))
        .containsExactly("moved/airoboros/conversations.json");
  }

  /// What the recipe's first source is checked against.
  private List<String> sideFiles(String recipe) throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    return BuildPlan.of(
            RecipeFile.read(file.toString(), folder), new HubFolder(hub.folder()), Missing.FAIL)
        .sources()
        .getFirst()
        .sideFiles()
        .values()
        .stream()
        .flatMap(List::stream)
        .map(HubFile::name)
        .toList();
  }

  @Test
  void what_is_missing_is_named_all_at_once() throws IOException {
    delete("google/boolq/data/train-00000-of-00001.jsonl");
    delete("ybisk/piqa/plain_text/train-00000-of-00001.jsonl");
    delete("openai/gsm8k/main/test-00000-of-00001.jsonl");

    assertThatThrownBy(() -> plan(Missing.FAIL, "boolq", "piqa", "ropes"))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll(
            hub.folder().toString(),
            "boolq: google/boolq/data/train-",
            "piqa: ybisk/piqa/plain_text/train-",
            "gsm8k (benchmark): openai/gsm8k/main/test-",
            "--missing skip")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void what_is_missing_can_be_skipped_and_is_told() throws IOException {
    delete("google/boolq/data/train-00000-of-00001.jsonl");
    delete("openai/gsm8k/main/test-00000-of-00001.jsonl");
    BuildPlan plan = plan(Missing.SKIP, "boolq", "ropes");

    assertThat(plan.sources()).extracting(PlannedSource::name).containsExactly("ropes");
    assertThat(plan.benchmarks())
        .extracting(PlannedBenchmark::benchmark)
        .extracting("name")
        .doesNotContain("gsm8k");
    assertThat(plan.missing()).containsOnlyKeys("boolq", "gsm8k (benchmark)");
  }

  @Test
  void a_source_that_cannot_be_checked_is_left_out() throws IOException {
    delete("openai/openai_humaneval/openai_humaneval/test-00000-of-00001.jsonl");
    BuildPlan plan = plan(Missing.SKIP, "python_alpaca", "ropes");

    assertThat(plan.sources()).extracting(PlannedSource::name).containsExactly("ropes");
    assertThat(plan.missing()).containsKey("python_alpaca (to check its rows)");
  }

  @Test
  void a_hub_with_nothing_of_the_recipe_is_an_error() throws IOException {
    delete("google/boolq/data/train-00000-of-00001.jsonl");

    assertThatThrownBy(() -> plan(Missing.SKIP, "boolq"))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("no file of any source", "recipe sampler");
  }

  @Test
  void a_build_that_fails_leaves_the_one_before_it_whole() throws IOException {
    DatasetSettings settings = settings(Missing.FAIL, "boolq");
    DatasetRecipe.build(settings, BuildWatch.NONE);
    Path manifest = folder.resolve("out").resolve(OutputFolder.MANIFEST);
    String before = Files.readString(manifest);
    Path rows = hub.folder().resolve("google/boolq/data/train-00000-of-00001.jsonl");
    Files.writeString(rows, "{\"passage\":\"There is no question.\"}\n");

    assertThatThrownBy(() -> DatasetRecipe.build(settings, BuildWatch.NONE))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("boolq", "no column");
    assertThat(manifest).hasContent(before);
    assertThat(folder.resolve("out/.bagel-work")).doesNotExist();
    assertThat(Manifest.parse("manifest.json", before).sources()).containsOnlyKeys("boolq");
  }

  @Test
  void a_trial_shows_samples_and_counts_drops_of_one_source() {
    SourceTrial.Result trial =
        SourceTrial.of(
            SourceCatalog.find("orca_dpo_pairs").orElseThrow(), new HubFolder(hub.folder()), 42, 3);

    assertThat(trial.rows()).isEqualTo(30);
    assertThat(trial.candidates()).isEqualTo(30);
    assertThat(trial.kept()).isEqualTo(28);
    assertThat(trial.dropped()).containsOnlyKeys("refusal", "equal_pair");
    assertThat(trial.samples()).hasSize(3).allMatch(row -> row.source().equals("orca_dpo_pairs"));
  }

  private BuildPlan plan(Missing missing, String... sources) {
    DatasetSettings settings = settings(missing, sources);
    return BuildPlan.of(settings.recipe(), settings.lockedHub(), missing);
  }

  private DatasetSettings settings(Missing missing, String... sources) {
    return new DatasetSettings(
        RecipeFile.read("sampler", hub.folder()).only(Set.of(sources)),
        new HubFolder(hub.folder()),
        new Locking.Free(),
        folder.resolve("out"),
        folder.resolve("vectors"),
        missing,
        DatasetSettings.Extras.NONE,
        2);
  }

  private void delete(String name) throws IOException {
    Files.delete(hub.folder().resolve(name));
  }
}
