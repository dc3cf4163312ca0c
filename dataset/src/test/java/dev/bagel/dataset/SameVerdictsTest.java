package dev.bagel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.decontaminate.BenchmarkItem;
import dev.bagel.dataset.decontaminate.CheckedRow;
import dev.bagel.dataset.decontaminate.CheckedTurns;
import dev.bagel.dataset.decontaminate.Checks;
import dev.bagel.dataset.decontaminate.FileCheck;
import dev.bagel.dataset.decontaminate.TextColumns;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.hub.HubFolder;
import dev.bagel.dataset.hub.Locking;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A build and a file check of the same rows find the same.
class SameVerdictsTest {
  private static final String PLUMS = "Nadia has 12 plums and eats 5 of them. How many are left?";
  private static final String[] ASKED = {
    PLUMS,
    PLUMS.replace("plums", "prunes"),
    "Of her 12 plums Nadia eats 5. How many plums does she have left?",
    "Nadia had 14 plums. She ate 3 of them. How many are there now?",
    "How many plums grow on a tree in a good year?",
    "Tell me about the tides."
  };

  @TempDir Path folder;

  @BeforeEach
  void write_rows_and_a_benchmark() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String text : ASKED) {
      rows.append(
          "{\"messages\": [{\"role\": \"user\", \"content\": \"%s\"}, {\"role\": \"assistant\", \"content\": \"?\"}]}\n"
              .formatted(text));
    }
    Files.writeString(folder.resolve("rows.jsonl"), rows);
    Path hub = folder.resolve("openai/gsm8k/main/test-00000-of-00001.jsonl");
    Files.createDirectories(hub.resolveSibling("."));
    Files.writeString(hub, "{\"question\": \"%s\"}\n".formatted(PLUMS));
  }

  @Test
  void a_build_finds_what_a_file_check_finds_and_says_by_which_cosine() throws IOException {
    Recipe wide = recipe("{rule: rephrase, cosine: 0.6}");
    Recipe narrow = recipe("{rule: rephrase, cosine: 0.95}");
    Map<String, Double> many = inABuild(wide, 0.6);
    Map<String, Double> few = inABuild(narrow, 0.95);
    assertThat(many).isEqualTo(inAFile(wide.checks())).hasSizeBetween(3, 5);
    assertThat(few).isEqualTo(inAFile(narrow.checks())).hasSizeLessThan(many.size());
  }

  private Recipe recipe(String checks) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.yaml"),
            """
            name: my
            benchmarks: [gsm8k]
            decontamination: %s
            sources:
              chats:
                path: rows.jsonl
                kind: conversation
                columns: {conversation: messages}
            """
                .formatted(checks));
    return RecipeFile.read(file.toString(), folder);
  }

  /// Similarity by text, of the rows that were dropped.
  private Map<String, Double> inABuild(Recipe recipe, double cosine) {
    DatasetReport report =
        DatasetRecipe.build(
            new DatasetSettings(
                recipe,
                new HubFolder(folder),
                new Locking.Free(),
                folder.resolve("out" + cosine),
                folder.resolve("vectors"),
                DatasetSettings.Missing.FAIL,
                new DatasetSettings.Extras(true, false, Set.of()),
                2),
            BuildWatch.NONE);
    assertThat(report.manifest().settings().get("decontamination"))
        .isEqualTo(recipe.checks().describe())
        .asString()
        .contains("cosine=" + cosine);
    Map<String, Double> found = new TreeMap<>();
    new BuiltDataset(report.folder(), report.manifest())
        .drops("chats", "contaminated")
        .forEach(
            drop -> {
              JsonNode detail = JsonMapper.shared().readTree(drop.get("detail"));
              found.put(
                  Objects.requireNonNull(detail.get("text")).asString(),
                  Objects.requireNonNull(detail.get("similarity")).asDouble());
            });
    return found;
  }

  private Map<String, Double> inAFile(Checks checks) {
    Map<String, Double> found = new TreeMap<>();
    try (FileCheck check =
        FileCheck.open(
            List.of(new BenchmarkItem("gsm8k", 0, PLUMS)),
            checks.comparison(folder.resolve("vectors"), false),
            TextColumns.usual(CheckedTurns.USER),
            3,
            _ -> {})) {
      check.run(
          List.of(new DataFile("rows.jsonl", folder.resolve("rows.jsonl"))),
          row -> {
            if (row instanceof CheckedRow.Flagged flagged) {
              found.put(flagged.finding().text(), flagged.finding().similarity());
            }
          });
    }
    return found;
  }
}
