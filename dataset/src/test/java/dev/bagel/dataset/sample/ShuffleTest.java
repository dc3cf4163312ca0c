package dev.bagel.dataset.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.engine.Key;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ShuffleTest {

  @Property
  void different_ids_get_different_keys(
      @ForAll long seed,
      @ForAll long salt,
      @ForAll long high,
      @ForAll long low,
      @ForAll long otherHigh,
      @ForAll long otherLow) {
    Shuffle shuffle = new Shuffle(seed, salt);
    UUID id = new UUID(high, low);
    List<UUID> others =
        Stream.of(new UUID(otherHigh, otherLow), new UUID(high, otherLow), new UUID(otherHigh, low))
            .filter(other -> !other.equals(id))
            .toList();
    assertThat(others.stream().map(shuffle::key)).doesNotContain(shuffle.key(id));
  }

  @Test
  void ten_thousand_neighbouring_ids_keep_apart() {
    assertThat(keys(new Shuffle(1, 2)).stream().distinct()).hasSize(10_000);
  }

  @Test
  void both_halves_of_the_keys_are_spread_evenly() {
    long high = keys(new Shuffle(1, 2)).stream().filter(key -> key.high() < 0).count();
    long low = keys(new Shuffle(1, 2)).stream().filter(key -> key.low() < 0).count();
    assertThat(high).isBetween(4_800L, 5_200L);
    assertThat(low).isBetween(4_800L, 5_200L);
  }

  @Test
  void seed_and_salt_each_change_the_order() {
    List<UUID> order = order(new Shuffle(1, 2));
    assertThat(order(new Shuffle(1, 2))).isEqualTo(order);
    assertThat(order(new Shuffle(2, 2))).isNotEqualTo(order);
    assertThat(order(new Shuffle(1, 3))).isNotEqualTo(order);
    assertThat(order(new Shuffle(2, 1))).isNotEqualTo(order);
  }

  private static List<UUID> order(Shuffle shuffle) {
    return IntStream.range(0, 100)
        .mapToObj(i -> new UUID(0, i))
        .sorted((a, b) -> shuffle.key(a).compareTo(shuffle.key(b)))
        .toList();
  }

  private static List<Key> keys(Shuffle shuffle) {
    return IntStream.range(0, 10_000).mapToObj(i -> shuffle.key(new UUID(0, i))).toList();
  }
}
