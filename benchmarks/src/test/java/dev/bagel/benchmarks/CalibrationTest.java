package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
  @TempDir Path folder;

  private static final String ROWS =
      """
      {"text": "which river runs through the old town of bern?", "label": "contaminated", "kind": "case"}
      {"text": "How many legs do six spiders have together?", "label": "clean", "kind": "clean"}
      {"text": "哪条河流经伯尔尼老城？", "label": "contaminated", "kind": "translated-zh"}
      """;

  @Test
  void sums_leave_translations_out_and_show_them_by_themselves() throws IOException {
    assertThat(run())
        .containsPattern("all +1\\.0000 +1\\.0000 +1\\.0000 +0 +0\n")
        .containsPattern("8 words alike +1\\.0000 +1\\.0000 +1\\.0000 +0 +0\n")
        .containsPattern("translated-zh +1 +0 +0\\.0000  \\(not in the sums\\)\n")
        .containsPattern("copy +1 +0\n")
        .doesNotContain("cosine 1.0000");
  }

  @Test
  void an_exhaustive_run_tells_the_best_single_cosine() throws IOException {
    assertThat(run("--exhaustive"))
        .contains("every pair through the model")
        .containsPattern("cosine 1\\.0000 +1\\.0000 +1\\.0000 +1\\.0000 +0 +0\n");
  }

  @Test
  void a_kind_that_is_asked_for_is_in_the_sums_with_the_clean_rows() throws IOException {
    assertThat(run("--kind", "translated-zh"))
        .contains("2 rows against 1 items")
        .containsPattern("all +0\\.0000 +0\\.0000 +0\\.0000 +0 +1\n")
        .containsPattern("translated-zh +1 +0 +0\\.0000\n");
    assertThatThrownBy(() -> run("--kind", "typo"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("no contaminated row of the kind typo");
  }

  @Test
  void the_table_of_cosines_lies_around_the_one_that_is_named() throws IOException {
    assertThat(run("--cosine", "0.90"))
        .contains("rule at 0.90")
        .contains("\n0.82 ", "\n0.98 ")
        .doesNotContain("\n0.80 ", "\n1.00 ");
  }

  @Test
  void both_files_must_be_named() {
    assertThatThrownBy(() -> Calibration.of(List.of("--cases", "rows.jsonl"), folder))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("--against FILE");
  }

  @Test
  void a_model_folder_must_exist() {
    assertThatThrownBy(() -> run("--model", folder.resolve("none").toString()))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("there is no folder");
  }

  private String run(String... options) throws IOException {
    Path cases = Files.writeString(folder.resolve("rows.jsonl"), ROWS);
    Path against =
        Files.writeString(
            folder.resolve("items.jsonl"),
            """
            {"benchmark": "facts", "index": 0, "text": "Which river runs through the old town of Bern?"}
            """);
    List<String> arguments =
        new ArrayList<>(List.of("--cases", cases.toString(), "--against", against.toString()));
    arguments.addAll(List.of(options));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Calibration.of(arguments, folder.resolve("vectors"))
        .run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
