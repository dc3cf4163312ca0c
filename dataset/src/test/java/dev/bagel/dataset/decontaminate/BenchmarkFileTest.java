package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarkFileTest {
  @TempDir private Path temp;

  @Test
  void items_carry_benchmark_and_index_or_else_the_files_name_and_the_row() throws IOException {
    BenchmarkFile file =
        read(
            "exam.jsonl",
            """
            {"text": "Which river is the longest?"}
            {"text": "Name a noble gas.", "benchmark": "chemistry", "index": 40}
            """);
    assertThat(file.items())
        .containsExactly(
            new BenchmarkItem("exam", 0, "Which river is the longest?"),
            new BenchmarkItem("chemistry", 40, "Name a noble gas."));
    assertThat(file.empty()).isZero();
  }

  @Test
  void a_table_and_an_array_hold_items_too() throws IOException {
    assertThat(read("exam.csv", "index,text\n3,Name a noble gas.\n").items())
        .containsExactly(new BenchmarkItem("exam", 3, "Name a noble gas."));
    assertThat(read("exam.json", "[{\"text\": \"Name a noble gas.\"}]").items())
        .containsExactly(new BenchmarkItem("exam", 0, "Name a noble gas."));
  }

  @Test
  void an_empty_item_is_counted_and_left_out() throws IOException {
    BenchmarkFile file =
        read("exam.jsonl", "{\"text\": \"\"}\n{\"text\": \" \\n\"}\n{\"text\": \"Why?\"}\n");
    assertThat(file.items()).containsExactly(new BenchmarkItem("exam", 2, "Why?"));
    assertThat(file.empty()).isEqualTo(2);
  }

  @Test
  void a_file_without_items_or_with_a_broken_one_is_refused() {
    refused("", "exam.jsonl holds no benchmark item: it is empty");
    refused("{\"text\": \" \"}\n", "every text in it is empty");
    refused("{\"question\": \"Why?\"}\n", "exam.jsonl, row 0: text: no value");
    refused("{\"text\": \"Why?\"}\n{\"text\"\n", "row 1: not JSON");
    refused("{\"text\": \"Why?\"}\n{\"text\": 7}\n", "row 1: ");
  }

  private void refused(String content, String message) {
    assertThatThrownBy(() -> read("exam.jsonl", content))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(message);
  }

  private BenchmarkFile read(String name, String content) throws IOException {
    Path path = Files.writeString(temp.resolve(name), content);
    return BenchmarkFile.read(new DataFile(path.toString(), path));
  }
}
