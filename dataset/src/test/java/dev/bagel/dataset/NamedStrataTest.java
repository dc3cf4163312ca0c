package dev.bagel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.DatasetSettings.Missing;
import dev.bagel.dataset.engine.Records;
import dev.bagel.dataset.hub.HubFiles;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.recipe.Recipe.SourceLine;
import dev.bagel.dataset.recipe.RecipeFile;
import dev.bagel.dataset.sample.Candidate;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.source.Kind;
import dev.bagel.dataset.source.Source;
import dev.bagel.dataset.source.SourceInfo;
import dev.bagel.dataset.source.SourceInfo.Flag;
import dev.bagel.dataset.source.SourceReader;
import dev.bagel.dataset.source.Trust;
import dev.bagel.dataset.write.Table;
import dev.bagel.dataset.write.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A source whose rows are named by their strata, and which is not for everyone.
class NamedStrataTest {
  private static final class Tavern implements Source {
    record Row(String text, String kind) {}

    @Override
    public SourceInfo info() {
      HubFiles files = HubFiles.of("inn/tavern", "train");
      return new SourceInfo("tavern", "songs", Kind.TEXT, files, Trust.LOW, "CC0-1.0")
          .flagged(Flag.ADULT_OR_TOXIC, Flag.GATED)
          .namingItsStrata();
    }

    @Override
    public Records<Candidate> read(SourceReader in) {
      return in.each(Row.class, (row, _) -> PlainText.of(row.text()), Row::kind);
    }
  }

  @TempDir Path folder;

  private BuiltDataset build(Source source, String rows) throws IOException {
    Files.createDirectories(folder.resolve("inn/tavern"));
    Files.writeString(folder.resolve("inn/tavern/train.jsonl"), rows);
    Recipe small = RecipeFile.read("sampler", folder);
    Recipe recipe =
        new Recipe(
            "songs",
            small.seed(),
            small.format(),
            small.maxCharacters(),
            Optional.empty(),
            List.of(SourceLine.of(source)),
            List.of(),
            small.checks());
    DatasetReport report =
        DatasetRecipe.build(
            new DatasetSettings(
                recipe,
                new HubFolder(folder),
                new Locking.Free(),
                folder.resolve("out"),
                folder.resolve("vectors"),
                Missing.FAIL,
                new DatasetSettings.Extras(true, false, Set.of()),
                1),
            BuildWatch.NONE);
    return new BuiltDataset(report.folder(), report.manifest());
  }

  @Test
  void rows_carry_the_stratum_in_their_name_and_the_balance_is_the_sources() throws IOException {
    BuiltDataset built =
        build(
            new Tavern(),
            """
            {"text":"A song of the sea.","kind":"sea_song"}
            {"text":"A song of ale & bread.","kind":"ale & bread"}
            {"text":"A song without a kind.","kind":""}
            {"text":"A song of the sea.","kind":"again"}
            {"text":5}
            """);

    assertThat(built.rows(Table.SAMPLES))
        .extracting(row -> row.get("source"))
        .containsOnlyOnce("tavern_ale___bread", "tavern")
        .hasSize(3)
        .allMatch(name -> !name.contains(" "));
    assertThat(built.rows(Table.SFT))
        .extracting(row -> row.get("source"))
        .contains("tavern_ale___bread_plain_text", "tavern_plain_text");
    assertThat(built.rows(Table.DROPPED))
        .extracting(row -> row.get("reason") + " of " + row.get("source"))
        .contains("wrong_type of tavern")
        .hasSize(2)
        .anyMatch(drop -> drop.matches("duplicate of tavern_(sea_song|again)"));
    assertThat(built.source("tavern").kept()).isEqualTo(3);
    assertThat(built.source("tavern").dropped())
        .isEqualTo(Map.of("duplicate", 1L, "wrong_type", 1L));
    assertThat(Verification.of(built.folder())).allMatch(Verification.Check::holds);
  }

  @Test
  void manifest_and_card_say_what_is_not_for_everyone() throws IOException {
    String rows = "{\"text\":\"A song of the sea.\",\"kind\":\"sea\"}\n";
    BuiltDataset built = build(new Tavern(), rows);

    assertThat(built.source("tavern").flags()).containsExactly("G", "X");
    assertThat(Files.readString(built.folder().resolve("README.md")))
        .contains(
            "tags:\n- sft\n- dpo\n- bagel\n- not-for-all-audiences\nconfigs:",
            "## Adult or toxic content\n\n"
                + "These sources hold adult or toxic content and are in: tavern.",
            "CC0-1.0");
  }
}
