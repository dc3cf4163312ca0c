package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StretchTest {
  @Test
  void a_short_text_is_one_stretch() {
    String text = "a".repeat(Stretch.SHORTEST);
    assertThat(Stretch.of(text)).containsExactly(new Stretch(text, 0, Integer.MAX_VALUE));
    assertThat(Stretch.of("")).hasSize(1);
  }

  @Property(tries = 100)
  void what_is_as_long_as_an_item_stands_whole_in_a_stretch_that_seeks_it(
      @ForAll @IntRange(min = 1, max = 60_000) int length,
      @ForAll @IntRange(max = 59_999) int begin,
      @ForAll @IntRange(min = 1, max = 20_000) int item) {
    // Every place has another text.
    String text =
        IntStream.range(0, length / 6 + 1)
            .mapToObj("%06d"::formatted)
            .collect(Collectors.joining())
            .substring(0, length);
    int from = begin % length;
    String part = text.substring(from, Math.min(length, from + item));

    List<Stretch> seeking =
        Stretch.of(text).stream().filter(stretch -> stretch.seeks(part.length())).toList();

    assertThat(seeking).anyMatch(stretch -> stretch.text().contains(part));
    assertThat(seeking)
        .allMatch(
            stretch ->
                stretch.isWhole()
                    || stretch.text().length() <= Math.max(Stretch.SHORTEST, 8 * part.length()));
  }

  @Test
  void stretches_are_a_few_times_as_long_as_the_text() {
    assertThat(Stretch.of("a".repeat(1_000_000)).stream().mapToInt(s -> s.text().length()).sum())
        .isLessThan(12_000_000);
  }
}
