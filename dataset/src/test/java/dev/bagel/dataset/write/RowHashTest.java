package dev.bagel.dataset.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.sample.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The expected hashes were computed by a Python program after `docs/reference/files.md`.
class RowHashTest {
  private static final String SFT =
      "a653b273de048beed8bc8758b07b96c0b030c2b5d0a8ad3c89a1fe693db6a537";
  private static final String TEXT =
      "27ff904630233feb0b489c4035f367ab849df8f437ff94ccf59287d17184e8ae";

  private static final SampleRow ONCE =
      new SampleRow("3", "c", "text", null, null, null, null, "Once\nupon");

  record Row(String id, String source, String format, String input, String output) {}

  private static final Row ROW = new Row("1", "a_vicuna", "vicuna", "USER: Hi", "Hello");

  @Test
  void a_row_of_texts() {
    assertThat(hex(ROW)).isEqualTo(SFT);
  }

  @Test
  void a_row_with_nulls_and_a_line_feed() {
    assertThat(hex(ONCE)).isEqualTo(TEXT);
  }

  @Test
  void a_list_of_turns_counts_bytes_and_not_characters() {
    List<Turn> turns = List.of(new Turn("human", "Grüße 🥯"), new Turn("gpt", ""));

    assertThat(hex(new SampleRow("2", "b", "conversation", turns, null, null, null, null)))
        .isEqualTo("a548202d57ecd293069b597c0cb5185f82ac91264bacc3daf531c94e7f340a7c");
  }

  @Test
  void an_empty_list_is_not_null() {
    assertThat(hex(new SampleRow("2", "b", "conversation", List.of(), null, null, null, null)))
        .isEqualTo("5cb699ea353cc9d904fdfe66ca3a24d34bafa3d732bc4e61d8268b24185aebf4");
  }

  record Numbers(List<Integer> ids, Turn turn, List<String> names, long count) {}

  @Test
  void numbers_and_structs() {
    assertThat(hex(new Numbers(List.of(1, -100, 32_000), new Turn("gpt", "é"), List.of("x"), 7)))
        .isEqualTo("f32d39ad46f14700c658a556c1ac6d562b7cba0ec28d776291ed702e2834cafc");
  }

  @Test
  void a_map_in_the_order_of_the_columns_is_the_same_row() {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("id", "1");
    row.put("source", "a_vicuna");
    row.put("format", "vicuna");
    row.put("input", "USER: Hi");
    row.put("output", "Hello");

    assertThat(hex(row)).isEqualTo(SFT);
  }

  @Test
  void a_table_is_the_hash_of_its_row_hashes_however_they_are_cut() {
    RowHash whole = new RowHash();
    whole.add(RowHash.ofRow(ROW), RowHash.BYTES);
    whole.add(RowHash.ofRow(ONCE), RowHash.BYTES);
    byte[] both = Arrays.copyOf(RowHash.ofRow(ROW), 2 * RowHash.BYTES + 5);
    System.arraycopy(RowHash.ofRow(ONCE), 0, both, RowHash.BYTES, RowHash.BYTES);
    RowHash atOnce = new RowHash();
    atOnce.add(both, 2 * RowHash.BYTES);

    assertThat(whole.hex())
        .isEqualTo("559b60b3f89bf92cd3e314a542b5ea307c1ee3d2de39fa39d7e7d92ea5b720a2")
        .isEqualTo(atOnce.hex());
  }

  @Test
  void a_table_without_rows_is_the_hash_of_nothing() {
    assertThat(new RowHash().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void values_cannot_move_from_one_column_to_the_next() {
    List<String> hashes = new ArrayList<>();
    hashes.add(hex(new Row("ab", "c", "", "", "")));
    hashes.add(hex(new Row("a", "bc", "", "", "")));
    hashes.add(hex(new Row("", "abc", "", "", "")));

    assertThat(hashes).doesNotHaveDuplicates();
  }

  private static String hex(Object row) {
    return HexFormat.of().formatHex(RowHash.ofRow(row));
  }
}
