package dev.bagel.dataset.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFilesTest {
  @TempDir private Path folder;

  private void write(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<String> names(TrainingFiles files) {
    return files.files().stream()
        .map(DataFile::path)
        .map(path -> folder.relativize(path).toString())
        .toList();
  }

  @Test
  void a_folder_has_its_parquet_files_or_its_lines() throws IOException {
    write("b.jsonl", "a.jsonl.gz", "c.txt", ".d.jsonl");
    assertThat(names(TrainingFiles.sft(folder))).containsExactly("a.jsonl.gz", "b.jsonl");
    write("e.parquet");
    assertThat(names(TrainingFiles.dpo(folder))).containsExactly("e.parquet");
    assertThat(names(TrainingFiles.of(folder.resolve("b.jsonl")))).containsExactly("b.jsonl");
    assertThat(TrainingFiles.of(folder).style()).isEmpty();
  }

  @Test
  void of_a_build_the_table_is_meant_that_is_asked_for() throws IOException {
    write("sft/part-0.parquet", "sft/part-1.parquet", "packed/part-0.parquet", "x.parquet");
    Files.writeString(
        folder.resolve("manifest.json"),
        """
        {"bagel": "0", "versions": {}, "recipe": "r", "seed": 1, "ledger": "brief",
         "settings": {"style": "later", "bos": "<b>", "eos": "<e>", "chatml-markers": "im"},
         "sources": {}, "tokens": {}, "benchmarks": {}, "missing": {}, "leftOut": {},
         "tables": {}, "exports": {}}\
        """);
    assertThat(names(TrainingFiles.sft(folder)))
        .containsExactly("sft/part-0.parquet", "sft/part-1.parquet");
    assertThat(TrainingFiles.sft(folder).style())
        .hasValueSatisfying(
            style -> {
              assertThat(style.bos()).isEqualTo("<b>");
              assertThat(style.imMarkers()).isTrue();
            });
    assertThat(names(TrainingFiles.sft(folder.resolve("packed"))))
        .containsExactly("packed/part-0.parquet");
    assertThatThrownBy(() -> TrainingFiles.dpo(folder))
        .isInstanceOf(BagelException.class)
        .hasMessage("the build %s has no rows of dpo; name a build that has some", folder);
    write("dpo/part-0.parquet");
    assertThat(names(TrainingFiles.of(folder)))
        .containsExactly("sft/part-0.parquet", "sft/part-1.parquet", "dpo/part-0.parquet");
  }

  @Test
  void what_is_not_there_is_told() throws IOException {
    assertThatThrownBy(() -> TrainingFiles.of(folder.resolve("none")))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("there is no such file");
    write("a.txt");
    assertThatThrownBy(() -> TrainingFiles.of(folder))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("holds no .parquet and no .jsonl file");
  }
}
