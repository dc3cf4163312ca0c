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
  void an_object_without_a_needed_column_is_an_error_where_it_is_the_first_sound_one()
      throws IOException {
    DataFile file = ReadAll.write(folder, "a.jsonl", "broken\n{\"q\":\"Why?\"}\n{\"b\":\"So.\"}\n");
    try (MappedRows rows = MappedRows.open(file, Set.of("b"), Set.of(), "mine")) {
      assertThat(rows.next()).isInstanceOf(TypedRow.Bad.class);
      assertThatThrownBy(rows::next)
          .isInstanceOf(BagelException.class)
          .hasMessageContainingAll(
              "mine", "a.jsonl", "no column b", "its first row has none of those needed");
    }
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
    try (MappedRows rows = MappedRows.open(file, required, optional, "mine")) {
      for (var row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }
}
