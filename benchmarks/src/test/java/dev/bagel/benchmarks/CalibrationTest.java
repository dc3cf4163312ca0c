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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
  @TempDir Path folder;

  @Test
  void sums_leave_translations_out_and_show_them_by_themselves() throws IOException {
    Path against =
        file(
            "items.jsonl",
            """
            {"benchmark": "facts", "index": 0, "text": "Which river runs through the old town of Bern?"}
            """);
    Path cases =
        file(
            "rows.jsonl",
            """
            {"text": "which river runs through the old town of bern", "label": "contaminated", "kind": "case"}
            {"text": "How many legs do six spiders have together?", "label": "clean", "kind": "clean"}
            {"text": "哪条河流经伯尔尼老城？", "label": "contaminated", "kind": "translated-zh"}
            """);
    String table = run("--cases", cases.toString(), "--against", against.toString());
    assertThat(table)
        .containsPattern("all +1\\.0000 +1\\.0000 +1\\.0000 +0 +0\n")
        .containsPattern("translated-zh +1 +0 +0\\.0000  \\(not in the sums\\)\n")
        .containsPattern("copy +1 +0\n");
  }

  @Test
  void both_files_must_be_named() {
    assertThatThrownBy(() -> run("--cases", "rows.jsonl"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("--against FILE");
  }

  private Path file(String name, String lines) throws IOException {
    return Files.writeString(folder.resolve(name), lines);
  }

  private static String run(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Calibration.of(List.of(arguments)).run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
