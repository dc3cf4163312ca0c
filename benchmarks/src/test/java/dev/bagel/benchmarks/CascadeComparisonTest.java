package dev.bagel.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CascadeComparisonTest {
  @TempDir Path folder;

  @Test
  void both_rules_have_a_line_of_speed_and_one_of_verdicts() throws IOException {
    String table =
        run(
            """
            {"text": "which river runs through the old town of bern?", "label": "contaminated", "kind": "case"}
            {"text": "What river goes through Bern's old town centre?", "label": "contaminated", "kind": "rephrased"}
            {"text": "How many legs do six spiders have together?", "label": "clean", "kind": "clean"}
            {"text": "Which colour has a ripe banana?", "label": "clean", "kind": "clean"}
            {"text": "哪条河流经伯尔尼老城？", "label": "contaminated", "kind": "translated-zh"}
            """);
    String speed = "(?m)^%s( +[\\d,]+){3} +\\d+\\.\\d  \\d+\\.\\d–\\d+\\.\\d$";

    assertThat(table)
        .contains("2 clean rows", "1 rows", "4 verdicts")
        .containsPattern(speed.formatted("strict"))
        .containsPattern(speed.formatted("rephrase"))
        .containsPattern("(?m)^strict +none +0\\.6667 +0\\.6667 +0\\.0000  0$")
        .containsPattern("(?m)^rephrase +none +1\\.0000 +1\\.0000 +0\\.0000  0$")
        .containsPattern("(?m)^peak memory, both sides: [\\d,]+ MB$");
  }

  @Test
  void there_must_be_a_clean_row() {
    assertThatThrownBy(
            () ->
                run(
                    """
                    {"text": "Which river?", "label": "contaminated", "kind": "exact"}
                    """))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("no clean row");
  }

  @Test
  void rows_and_rounds_may_be_named() {
    CascadeComparison read =
        CascadeComparison.of(
            List.of("--cases", "a", "--against", "b", "--rows", "20", "--rounds", "3"), folder);

    assertThat(read.rows()).isEqualTo(20);
    assertThat(read.rounds()).isEqualTo(3);
  }

  private String run(String rows) throws IOException {
    Path cases = Files.writeString(folder.resolve("rows.jsonl"), rows);
    Path against =
        Files.writeString(
            folder.resolve("items.jsonl"),
            """
            {"benchmark": "facts", "index": 0, "text": "Which river runs through the old town of Bern?"}
            """);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new CascadeComparison(cases, against, 1, 1, 0, folder.resolve("vectors"))
        .run(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
