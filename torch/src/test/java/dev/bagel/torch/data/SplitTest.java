package dev.bagel.torch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static final int SOURCES = 3;

  /// @param rows number of the id and of the source in one: id * SOURCES + source
  private static BitSet split(HeldOut rule, long seed, List<Integer> rows) {
    return new Split(rule, seed, row -> rows.get(row) / SOURCES, row -> rows.get(row) % SOURCES)
        .of(rows.size(), SOURCES);
  }

  @Property
  void rows_of_one_id_are_on_one_side_and_sources_keep_half_of_their_rows(
      @ForAll @Size(max = 60) List<@IntRange(max = 59) Integer> rows,
      @ForAll @IntRange(max = 10) int wanted,
      @ForAll long seed) {
    BitSet held = split(new HeldOut.Rows(wanted), seed, rows);
    Map<Integer, Boolean> sides = new HashMap<>();
    int[] all = new int[SOURCES];
    int[] out = new int[SOURCES];
    for (int row = 0; row < rows.size(); row++) {
      Boolean known = sides.put(rows.get(row) / SOURCES, held.get(row));
      assertThat(known == null || known == held.get(row)).isTrue();
      all[rows.get(row) % SOURCES]++;
      out[rows.get(row) % SOURCES] += held.get(row) ? 1 : 0;
    }
    for (int source = 0; source < SOURCES; source++) {
      assertThat(all[source] - out[source]).isGreaterThanOrEqualTo(out[source]);
    }
  }

  @Property
  void with_an_id_a_row_as_many_are_held_out_as_asked_for(
      @ForAll @IntRange(min = 1, max = 200) int rows,
      @ForAll @IntRange(max = 50) int wanted,
      @ForAll long seed) {
    List<Integer> one = IntStream.range(0, rows).mapToObj(row -> row * SOURCES).toList();
    assertThat(split(new HeldOut.Rows(wanted), seed, one).cardinality())
        .isEqualTo(Math.min(wanted, rows / 2));
  }

  @Test
  void the_seed_and_the_ids_decide_and_not_the_order_of_the_rows() {
    List<Integer> rows = IntStream.range(0, 100).mapToObj(row -> row * SOURCES).toList();
    HeldOut tenth = new HeldOut.Share(100);
    BitSet held = split(tenth, 1, rows);
    assertThat(held.cardinality()).isEqualTo(10);
    assertThat(split(tenth, 1, rows)).isEqualTo(held);
    assertThat(split(tenth, 2, rows)).isNotEqualTo(held);
    BitSet reversed = split(tenth, 1, rows.reversed());
    assertThat(reversed.stream().map(row -> 99 - row).sorted())
        .containsExactly(held.stream().boxed().toArray(Integer[]::new));
  }

  @Test
  void a_share_is_rounded_and_one_row_at_least() {
    assertThat(new HeldOut.Share(10).of(1000)).isEqualTo(10);
    assertThat(new HeldOut.Share(10).of(149)).isEqualTo(1);
    assertThat(new HeldOut.Share(10).of(151)).isEqualTo(2);
    assertThat(new HeldOut.Share(10).of(3)).isEqualTo(1);
    assertThat(new HeldOut.Share(0).of(1000)).isZero();
    assertThat(HeldOut.none().of(1000)).isZero();
    for (int share : new int[] {-1, 501}) {
      assertThatThrownBy(() -> new HeldOut.Share(share))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("give 0 to 500");
    }
    assertThatThrownBy(() -> new HeldOut.Rows(-1)).hasMessageContaining("give 0 or more");
  }

  /// What the split decided must not change with the code: a run goes on with it.
  @Test
  void the_choice_stays_as_it_is() {
    List<Integer> rows = IntStream.range(0, 30).boxed().toList();
    assertThat(split(new HeldOut.Rows(2), 42, rows)).hasToString("{12, 13, 14, 24, 25, 26}");
    assertThat(Hash.of("0193")).isEqualTo(4136815768634114485L);
    assertThat(Hash.shuffled(7, 10)).containsExactly(8, 6, 5, 1, 7, 4, 2, 0, 9, 3);
  }
}
