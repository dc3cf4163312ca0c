package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SharedWordsTest {
  private static final int FREQUENT = 80;
  private static final int WORDS = 10_000;

  /// Few items, in which no word counts as common.
  @Property(tries = 200)
  void shares_are_those_of_the_sets(
      @ForAll @Size(min = 1, max = 12) List<@Size(min = 1, max = 6) int[]> texts,
      @ForAll @Size(max = 8) int[] text) {
    List<int[]> items = texts.stream().map(SharedWordsTest::small).toList();
    agree(items, small(text), 0.3, 0.2, true);
  }

  @Test
  void words_that_most_items_hold_count_as_all_others() {
    Random random = new Random(7);
    List<int[]> items = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      items.add(text(random, 8, 3));
    }
    for (int i = 0; i < 50; i++) {
      agree(items, text(random, 8, 3), 0.5, 0.3, false);
    }
  }

  @Test
  void an_item_of_common_words_alone_is_found() {
    List<int[]> items = new ArrayList<>();
    Random random = new Random(8);
    for (int i = 0; i < 2_999; i++) {
      items.add(text(random, 8, 3));
    }
    int[] common = IntStream.range(0, 9).toArray();
    items.add(common);
    assertThat(new SharedWords(items).of(common).candidates(0.9, 2)).contains(2_999);
  }

  /// Against the plain sums. Where words are common, items that share nothing else may be missing.
  private static void agree(
      List<int[]> items, int[] text, double of, double both, boolean complete) {
    int[] holders = holders(items);
    SharedWords.Shares shares = new SharedWords(items).of(text);
    int[] candidates = shares.candidates(of, both);
    assertThat(candidates).isSorted().doesNotHaveDuplicates();
    for (int item = 0; item < items.size(); item++) {
      double total = weight(items.size(), holders, items.get(item));
      double shared = weight(items.size(), holders, both(items.get(item), text));
      double whole = weight(items.size(), holders, text);
      boolean rare = shared > 0 && rarer(items.size(), holders, both(items.get(item), text));
      if (complete || rare) {
        assertThat(shares.of(item)).isCloseTo(shared / total, within(1e-4));
        assertThat(shares.both(item)).isCloseTo(2 * shared / (total + whole), within(1e-4));
        boolean wanted = shared / total >= of + 1e-4 || 2 * shared / (total + whole) >= both + 1e-4;
        if (wanted) {
          assertThat(candidates).contains(item);
        }
      }
    }
    for (int item : candidates) {
      assertThat(shares.of(item) >= of || shares.both(item) >= both).isTrue();
    }
  }

  private static boolean rarer(int items, int[] holders, int[] words) {
    return Arrays.stream(words).anyMatch(word -> holders[word] < items / 20);
  }

  private static double weight(int items, int[] holders, int[] words) {
    return Arrays.stream(words)
        .mapToDouble(word -> Math.log((items + 1.0) / Math.max(1, holders[word])))
        .sum();
  }

  /// By word: how many items hold it.
  private static int[] holders(List<int[]> items) {
    int[] holders = new int[WORDS];
    items.forEach(item -> Arrays.stream(item).forEach(word -> holders[word]++));
    return holders;
  }

  private static int[] both(int[] a, int[] b) {
    return Arrays.stream(a).filter(word -> Arrays.binarySearch(b, word) >= 0).toArray();
  }

  private static int[] text(Random random, int frequent, int rare) {
    return IntStream.concat(random.ints(frequent, 0, FREQUENT), random.ints(rare, FREQUENT, WORDS))
        .sorted()
        .distinct()
        .toArray();
  }

  private static int[] small(int[] words) {
    return Arrays.stream(words).map(word -> Math.floorMod(word, 10)).sorted().distinct().toArray();
  }
}
