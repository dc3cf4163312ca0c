package dev.bagel.torch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Epochs over rows that are told apart by their place.
class OrderTest {
  private static Path temp = Path.of("");
  private static DataFolder folder;

  @BeforeAll
  @BeforeContainer
  static void open() throws IOException {
    temp = Files.createTempDirectory("order");
    folder = new DataFolder(temp);
  }

  @AfterAll
  @AfterContainer
  static void close() throws IOException {
    folder.close();
    try (Stream<Path> all = Files.walk(temp)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static Path texts(List<Integer> lengths) throws IOException {
    return folder.rows(
        IntStream.range(0, lengths.size())
            .mapToObj(
                row ->
                    "{\"text\":\"%s\",\"id\":\"%d\",\"source\":\"s%d\"}"
                        .formatted("x".repeat(lengths.get(row)), row / 2, row % 3))
            .toArray(String[]::new));
  }

  private static <T> List<T> all(Order<T> order) {
    return IntStream.range(0, order.size()).mapToObj(order::at).toList();
  }

  private static List<List<Long>> places(Order<Sequence> order) {
    return all(order).stream()
        .map(sequence -> sequence.rows().stream().map(row -> row.place().row()).toList())
        .toList();
  }

  private static List<Long> flat(List<List<Long>> places) {
    return places.stream().flatMap(List::stream).toList();
  }

  @Property(tries = 60)
  void each_row_is_trained_on_once_an_epoch_or_held_out(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 38) Integer> lengths,
      @ForAll boolean packing,
      @ForAll @IntRange(max = 3) int heldOut,
      @ForAll @IntRange(max = 3) int epoch)
      throws IOException {
    DataSettings settings =
        DataFolder.SETTINGS.withPacking(packing).withHeldOut(new HeldOut.Rows(heldOut));
    try (SftData data = folder.sft(texts(lengths), settings)) {
      Order<Sequence> order = data.order(epoch);
      List<Long> trained = new ArrayList<>(flat(places(order)));
      assertThat(trained).hasSize(data.size()).doesNotHaveDuplicates();
      assertThat(all(order))
          .allSatisfy(
              sequence -> {
                assertThat(sequence.tokens()).isLessThanOrEqualTo(40);
                assertThat(sequence.rows()).hasSizeBetween(1, packing ? 40 : 1);
                assertThat(sequence.rows())
                    .allSatisfy(
                        row ->
                            assertThat(row.tokens().size())
                                .isEqualTo(lengths.get((int) row.place().row()) + 2));
              });
      List<Long> held =
          data.heldOut().values().stream()
              .flatMap(List::stream)
              .map(row -> row.place().row())
              .toList();
      data.heldOut()
          .forEach(
              (source, rows) ->
                  assertThat(rows).isNotEmpty().allMatch(row -> row.source().equals(source)));
      assertThat(held.stream().map(row -> row / 2))
          .doesNotContainAnyElementsOf(trained.stream().map(row -> row / 2).toList());
      trained.addAll(held);
      assertThat(trained)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, lengths.size()).mapToObj(row -> (long) row).toList());
    }
  }

  @Test
  void the_same_seed_and_epoch_give_the_same_order_and_others_another() throws IOException {
    Path rows = texts(IntStream.range(0, 50).mapToObj(row -> 1 + row % 20).toList());
    for (boolean packing : new boolean[] {false, true}) {
      DataSettings settings = DataFolder.SETTINGS.withPacking(packing);
      try (SftData data = folder.sft(rows, settings);
          SftData again = folder.sft(rows, settings);
          SftData other = folder.sft(rows, settings.withSeed(1))) {
        List<List<Long>> first = places(data.order(0));
        assertThat(places(again.order(0))).isEqualTo(first);
        assertThat(places(data.order(1))).isNotEqualTo(first);
        assertThat(places(other.order(0))).isNotEqualTo(first);
        assertThat(flat(first)).isNotEqualTo(flat(first).stream().sorted().toList());
      }
    }
  }

  @Test
  void packing_fills_sequences() throws IOException {
    // 20, 20, 10 and 30 tokens: two sequences of 40, whatever the order.
    try (SftData data =
        folder.sft(texts(List.of(18, 18, 8, 28)), DataFolder.SETTINGS.withPacking(true))) {
      for (int epoch = 0; epoch < 5; epoch++) {
        assertThat(all(data.order(epoch))).extracting(Sequence::tokens).containsExactly(40, 40);
      }
    }
  }

  @Test
  void ranks_share_the_positions() throws IOException {
    try (SftData data = folder.sft(texts(List.of(1, 1, 1, 1, 1, 1, 1)), DataFolder.SETTINGS)) {
      Order<Sequence> order = data.order(3);
      List<List<Long>> all = places(order);
      assertThat(places(order.share(0, 1))).isEqualTo(all);
      assertThat(places(order.share(0, 3))).containsExactly(all.get(0), all.get(3), all.get(6));
      assertThat(places(order.share(2, 3))).containsExactly(all.get(2), all.get(5));
      assertThat(order.share(9, 10).size()).isZero();
      assertThatThrownBy(() -> order.share(3, 3)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void rows_packed_before_stay_together_but_for_those_held_out() throws IOException {
    String packed =
        "{\"input_ids\":[128,97,129,128,98,129,128,99,129],"
            + "\"labels\":[-100,97,129,-100,98,129,-100,99,129],\"sequence_lengths\":[3,3,3],"
            + "\"ids\":[\"%s\",\"%s\",\"%s\"],\"sources\":[\"s\",\"s\",\"s\"]}";
    Path rows = folder.rows(packed.formatted("a", "b", "c"), packed.formatted("d", "e", "f"));
    DataSettings settings = DataFolder.SETTINGS.withHeldOut(new HeldOut.Rows(2));
    for (int seed = 0; seed < 20; seed++) {
      try (SftData data = folder.sft(rows, settings.withSeed(seed))) {
        assertThat(data.heldOut().get("s")).hasSize(2);
        assertThat(flat(places(data.order(0)))).hasSize(4);
        assertThat(places(data.order(0)))
            .allMatch(sequence -> sequence.stream().distinct().count() == 1)
            .doesNotHaveDuplicates();
      }
    }
  }
}
