package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.bagel.BagelException;
import dev.bagel.dataset.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
  @TempDir Path folder;

  @Test
  void a_recipe_names_a_model_beside_it_and_the_models_cosine() throws IOException {
    SentenceModel model = TinyModel.in(folder.resolve("tiny")).model();
    Checks checks = read("{rule: rephrase, model: tiny, cosine: 0.81}");
    assertThat(checks).isEqualTo(new Checks(Rule.REPHRASE.at(0.81), CheckedTurns.USER, model));
    assertThat(checks.doubt()).isEmpty();
    assertThat(checks.describe())
        .containsExactly(
            entry("rule", "rephrase"),
            entry("turns", "user"),
            entry("cosine", 0.81),
            entry("model", "tiny"),
            entry("model-sha256", model.hash()));
    assertThat(checks.describe().toString() + model.versions())
        .doesNotContain(folder.getFileName().toString());
  }

  @Test
  void a_cosine_that_was_chosen_for_another_model_is_doubted() throws IOException {
    TinyModel.in(folder.resolve("tiny"));
    assertThat(read("{model: tiny}").doubt())
        .hasValueSatisfying(doubt -> assertThat(doubt).contains("0.975", "MiniLM", "not for tiny"));
    assertThat(Checks.CARD.doubt()).isEmpty();
  }

  @Test
  void a_model_without_its_files_or_a_cosine_that_is_none_is_a_complaint_about_its_line() {
    TinyModel.in(folder.resolve("tiny")).without("tokenizer.json");
    refused("{model: tiny}", "has no tokenizer.json");
    refused("{model: nowhere}", "there is no folder");
    refused("{cosine: 0}", "'cosine' must be a number above 0 and at most 1, not '0'");
    refused("{cosine: high}", "not 'high'");
  }

  private void refused(String settings, String message) {
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("my.yaml, line 2", message);
  }

  private Checks read(String settings) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.yaml"),
            "name: my\ndecontamination: %s\nsources: {boolq: {take: 1}}\n".formatted(settings));
    return RecipeFile.read(file.toString(), folder).checks();
  }
}
