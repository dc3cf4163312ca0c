package dev.bagel.dataset.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackerTest {
  private static final int PADDING = 2;

  /// A row of so many tokens; which one it is stands in the tokens, and every third one is learnt.
  private static TrainingTokens tokens(int row, int size) {
    int[] ids = IntStream.range(0, size).map(i -> 1_000 * row + i).toArray();
    boolean[] learnt = new boolean[size];
    for (int i = 1; i < size; i += 3) {
      learnt[i] = true;
    }
    return TrainingTokens.of(ids, learnt);
  }

  private static List<PackedRow> pack(int length, int window, List<Integer> sizes) {
    Packer<PackedRow.Piece> packer = new Packer<>(length, window);
    List<List<PackedRow.Piece>> packed = new ArrayList<>();
    for (int row = 0; row < sizes.size(); row++) {
      TrainingTokens tokens = tokens(row, sizes.get(row));
      packed.addAll(
          packer.add(
              new PackedRow.Piece(Integer.toString(row), "s_vicuna", tokens), tokens.size()));
    }
    packed.addAll(packer.finish());
    return packed.stream().map(rows -> PackedRow.of(rows, length, PADDING)).toList();
  }

  @Property
  void every_row_is_in_once_with_its_tokens_labels_and_positions(
      @ForAll @Size(max = 120) List<@IntRange(min = 1, max = 50) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 400) int window) {
    Map<Integer, Integer> seen = new HashMap<>();
    for (PackedRow sequence : pack(50, window, sizes)) {
      assertThat(sequence.inputIds()).hasSize(50);
      assertThat(sequence.labels()).hasSize(50);
      assertThat(sequence.positionIds()).hasSize(50);
      int at = 0;
      for (int i = 0; i < sequence.ids().size(); i++) {
        int row = Integer.parseInt(sequence.ids().get(i));
        int size = sequence.sequenceLengths().get(i);
        assertThat(sequence.sources().get(i)).isEqualTo("s_vicuna");
        TrainingTokens expected = tokens(row, size);
        assertThat(size).isEqualTo(sizes.get(row));
        assertThat(sequence.inputIds().subList(at, at + size)).isEqualTo(boxed(expected.ids()));
        assertThat(sequence.labels().subList(at, at + size)).isEqualTo(boxed(expected.labels()));
        assertThat(sequence.positionIds().subList(at, at + size)).isEqualTo(count(size));
        seen.merge(row, 1, Integer::sum);
        at += size;
      }
      assertThat(sequence.inputIds().subList(at, 50)).allMatch(id -> id == PADDING);
      assertThat(sequence.labels().subList(at, 50))
          .allMatch(label -> label == TrainingTokens.IGNORED);
      assertThat(sequence.positionIds().subList(at, 50)).isEqualTo(count(50 - at));
    }
    assertThat(seen).hasSize(sizes.size()).allSatisfy((_, times) -> assertThat(times).isOne());
  }

  @Test
  void the_best_fit_is_found() {
    List<PackedRow> sequences = pack(10, 1_000, List.of(6, 3, 7, 4, 5, 5));

    assertThat(sequences)
        .extracting(PackedRow::sequenceLengths)
        .containsExactly(List.of(6, 4), List.of(3, 7), List.of(5, 5));
  }

  @Test
  void a_sequence_with_room_left_goes_on_to_the_next_window() {
    // The 5 and the 4 of the first window leave a token free, and meet a 1 in the second.
    List<PackedRow> sequences = pack(10, 80, concat(List.of(5, 4), tens(8), List.of(1), tens(7)));

    assertThat(sequences).hasSize(16);
    assertThat(sequences).extracting(PackedRow::sequenceLengths).contains(List.of(5, 4, 1));
  }

  @Test
  void rows_that_leave_much_room_do_not_wait_for_ever() {
    List<List<Integer>> sequences = new ArrayList<>();
    Packer<Integer> packer = new Packer<>(10, 100);
    for (int row = 0; row < 100; row++) {
      sequences.addAll(packer.add(row, 6));
    }

    assertThat(sequences).hasSizeGreaterThan(80);
  }

  @Test
  void a_row_longer_than_a_sequence_is_refused() {
    Packer<String> packer = new Packer<>(10);

    assertThatThrownBy(() -> packer.add("row", 11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11 tokens");
  }

  private static List<Integer> tens(int count) {
    return IntStream.range(0, count).mapToObj(_ -> 10).toList();
  }

  @SafeVarargs
  private static List<Integer> concat(List<Integer>... lists) {
    List<Integer> all = new ArrayList<>();
    for (List<Integer> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private static List<Integer> boxed(int[] values) {
    return IntStream.of(values).boxed().toList();
  }

  private static List<Integer> count(int size) {
    return IntStream.range(0, size).boxed().toList();
  }
}
