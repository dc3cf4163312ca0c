package dev.bagel.dataset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.dataset.sample.DropReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns that are known only at run time.
class NeededColumnsTest {
  @TempDir Path folder;

  @Test
  void a_header_without_a_needed_column_is_an_error_at_once() throws IOException {
    DataFile file = ReadAll.write(folder, "a.csv", "q,a\nWhy?,So.\n");

    assertThatThrownBy(() -> MappedRows.open(file, Set.of("q", "b", "c"), Set.of(), "mine"))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("mine", "a.csv", "no column", "b", "c", "it has: q, a");
  }

  @Test
  void a_column_that_none_of_the_first_rows_has_is_an_error() throws IOException {
    DataFile file =
        ReadAll.write(folder, "a.jsonl", "{\"q\":\"Why?\"}\n".repeat(2 * NeededColumns.ROWS));

    assertThatThrownBy(() -> read(file, Set.of("b"), Set.of()))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("mine", "a.jsonl", "no column b", "first 100 rows");
  }

  @Test
  void a_short_file_without_it_is_judged_at_its_end() throws IOException {
    DataFile file = ReadAll.write(folder, "a.jsonl", "broken\n{\"q\":\"Why?\"}\n");

    assertThatThrownBy(() -> read(file, Set.of("b"), Set.of()))
        .isInstanceOf(BagelException.class)
        .hasMessageContainingAll("mine", "a.jsonl", "no column b", "its only row lacks it");
  }

  @Test
  void a_first_object_without_it_is_a_bad_row_where_others_have_it() throws IOException {
    DataFile file = ReadAll.write(folder, "a.jsonl", "{\"q\":\"Why?\"}\n{\"b\":\"So.\"}\n");

    List<TypedRow<Map<String, @Nullable Object>>> rows = read(file, Set.of("b"), Set.of());
    assertThat(rows.getFirst()).isInstanceOf(TypedRow.Bad.class);
    assertThat(rows.getLast()).isInstanceOf(TypedRow.Typed.class);
  }

  @Test
  void a_later_object_without_it_is_a_bad_row() throws IOException {
    DataFile file =
        ReadAll.write(folder, "a.jsonl", "{\"b\":\"So.\"}\n{\"q\":\"Why?\"}\n{\"b\":null}\n");

    assertThat(read(file, Set.of("b"), Set.of()))
        .extracting(
            row ->
                switch (row) {
                  case TypedRow.Typed<?> typed -> typed.number() + " " + typed.value();
                  case TypedRow.Bad<?> bad ->
                      "%d %s %s".formatted(bad.number(), bad.row().reason(), bad.row().message());
                })
        .containsExactly(
            "0 {b=So.}",
            "1 %s b: absent or null".formatted(DropReason.MISSING_VALUE),
            "2 %s b: absent or null".formatted(DropReason.MISSING_VALUE));
  }

  @Test
  void an_optional_column_may_be_absent_from_the_file_or_a_row() throws IOException {
    DataFile table = ReadAll.write(folder, "a.csv", "b\nSo.\n");
    DataFile lines =
        ReadAll.write(
            folder,
            "a.jsonl",
            "{\"b\":\"1\"}\n{\"b\":\"2\",\"s\":\"x\"}\n{\"b\":\"3\",\"s\":null}\n");

    assertThat(read(table, Set.of("b"), Set.of("s"))).hasOnlyElementsOfType(TypedRow.Typed.class);
    assertThat(read(lines, Set.of("b"), Set.of("s")))
        .hasSize(3)
        .hasOnlyElementsOfType(TypedRow.Typed.class);
  }

  @Test
  void a_file_without_rows_lacks_nothing() throws IOException {
    DataFile file = ReadAll.write(folder, "a.jsonl", "\n\n");

    assertThat(read(file, Set.of("b"), Set.of())).isEmpty();
  }

  private static List<TypedRow<Map<String, @Nullable Object>>> read(
      DataFile file, Set<String> required, Set<String> optional) {
    List<TypedRow<Map<String, @Nullable Object>>> all = new ArrayList<>();
    try (Rows<Map<String, @Nullable Object>> rows =
        MappedRows.open(file, required, optional, "mine")) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }
}
