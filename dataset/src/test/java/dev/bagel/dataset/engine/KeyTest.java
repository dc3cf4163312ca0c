package dev.bagel.dataset.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KeyTest {
  private static BigInteger number(Key key) {
    return new BigInteger(Long.toUnsignedString(key.high()))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(key.low())));
  }

  @Property
  void keys_are_ordered_as_unsigned_numbers(
      @ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
    Key key = new Key(high, low);
    for (Key other : new Key[] {new Key(otherHigh, otherLow), new Key(high, otherLow), key}) {
      assertThat(Integer.signum(key.compareTo(other)))
          .isEqualTo(number(key).compareTo(number(other)));
    }
  }

  @Property
  void bits_are_those_of_the_number(
      @ForAll long high,
      @ForAll long low,
      @ForAll @IntRange(max = 127) int from,
      @ForAll @IntRange(min = 1, max = 8) int count) {
    int expected =
        number(new Key(high, low)).shiftLeft(count).shiftRight(128 - from).intValue()
            & ((1 << count) - 1);

    assertThat(Key.bits(high, low, from, count)).isEqualTo(expected);
  }

  @Property
  void common_bits_are_counted_from_the_top(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 127) int place) {
    Key other =
        place < 64
            ? new Key(high ^ (1L << (63 - place)), ~low)
            : new Key(high, low ^ (1L << (127 - place)));

    assertThat(new Key(high, low).commonBits(other)).isEqualTo(place);
  }
}
