package dev.bagel.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StopFilterTest {
  @Test
  void what_could_become_a_stop_is_held_back_until_it_cannot() {
    StopFilter filter = new StopFilter(new Stops(List.of("\nUser:")));
    assertThat(filter.add("Yes.\nUs")).isEqualTo("Yes.");
    assertThat(filter.add("e")).isEmpty();
    assertThat(filter.add("ful")).isEqualTo("\nUseful");
    assertThat(filter.add("\nUser")).isEmpty();
    assertThat(filter.stopped()).isFalse();
    assertThat(filter.add(": no")).isEmpty();
    assertThat(filter.stopped()).isTrue();
    assertThat(filter.add("more")).isEmpty();
    assertThat(filter.rest()).isEmpty();
  }

  @Test
  void the_rest_comes_when_nothing_follows() {
    StopFilter filter = new StopFilter(new Stops(List.of("abc", "b")));
    assertThat(filter.add("xa")).isEqualTo("x");
    assertThat(filter.rest()).isEqualTo("a");
  }

  @Test
  void an_empty_stop_is_refused() {
    assertThatThrownBy(() -> new Stops(List.of("a", "")))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("empty");
  }

  @Property
  void all_comes_up_to_the_first_stop_however_the_text_is_cut(
      @ForAll @Size(max = 12)
          List<@CharRange(from = 'a', to = 'c') @StringLength(max = 4) String> pieces,
      @ForAll @Size(max = 3)
          List<@CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 4) String> stops) {
    StopFilter filter = new StopFilter(new Stops(stops));
    StringBuilder told = new StringBuilder();
    StringBuilder given = new StringBuilder();
    for (String piece : pieces) {
      if (!filter.stopped()) {
        given.append(piece);
        told.append(filter.add(piece));
      }
    }
    told.append(filter.rest());
    int end = stops.stream().mapToInt(given::indexOf).filter(at -> at >= 0).min().orElse(-1);
    assertThat(filter.stopped()).isEqualTo(end >= 0);
    assertThat(told.toString()).isEqualTo(end >= 0 ? given.substring(0, end) : given.toString());
  }
}
