package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LexicalFilterTest {
  private static final List<String> ITEMS =
      List.of(
          "the cat sat on the mat",
          "the dog sat on the rug",
          "the ferret sat on the sofa",
          "why is the sky blue?",
          "why is the sea blue?");

  @Test
  void an_item_is_a_candidate_for_itself_whatever_share_is_asked() {
    for (int item = 0; item < ITEMS.size(); item++) {
      assertThat(candidates(ITEMS.get(item), 0.999)).containsExactly(item);
    }
  }

  @Test
  void frequent_words_alone_make_no_candidate() {
    assertThat(candidates("the nurse sat on the bench", 0.5)).isEmpty();
  }

  @Test
  void enough_of_the_weight_makes_a_candidate() {
    assertThat(candidates("is the sky so blue today?", 0.7)).containsExactly(3);
    assertThat(candidates("is the sky so blue today?", 0.5)).containsExactly(3, 4);
  }

  @Test
  void nothing_outside_the_range_is_found() {
    LexicalFilter filter = filter(0.3);
    assertThat(filter.candidates(Words.of(ITEMS.get(3)), 0, 3)).isEmpty();
    assertThat(filter.candidates(Words.of(ITEMS.get(3)), 4, 5)).containsExactly(4);
    assertThat(filter.candidates(Words.of(ITEMS.get(3)), 3, 3)).isEmpty();
  }

  @Test
  void unknown_words_and_no_words_find_nothing() {
    assertThat(candidates("zyzzyva qwxz", 0.01)).isEmpty();
    assertThat(candidates("", 0.01)).isEmpty();
  }

  @Test
  void without_items_there_is_nothing_to_find() {
    assertThat(new LexicalFilter(List.of(), 0.5).candidates(Words.of("a"), 0, 0)).isEmpty();
  }

  private static int[] candidates(String text, double overlap) {
    return filter(overlap).candidates(Words.of(text), 0, ITEMS.size());
  }

  private static LexicalFilter filter(double overlap) {
    Stream<int[]> words = ITEMS.stream().map(Words::of);
    return new LexicalFilter(words.toList(), overlap);
  }
}
