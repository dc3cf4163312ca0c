package dev.bagel.dataset.decontaminate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CommonSubsequenceTest {
  @Test
  void letters_in_common_need_not_stand_together() {
    assertThat(length("abcbdab", "bdcaba")).isEqualTo(4);
    assertThat(length("abc", "xyz")).isZero();
    assertThat(length("", "abc")).isZero();
  }

  @Test
  void a_text_is_common_with_itself_beyond_64_letters() {
    String text = "the quick brown fox ".repeat(20);
    assertThat(length(text, text)).isEqualTo(400);
    assertThat(length(text, "x" + text + "x")).isEqualTo(400);
  }

  @Property(tries = 200)
  void is_what_the_table_of_all_prefixes_gives(
      @ForAll @Size(max = 150) int @IntRange(max = 4) [] a,
      @ForAll @Size(max = 150) int @IntRange(max = 4) [] b) {
    int[][] table = new int[a.length + 1][b.length + 1];
    for (int i = 1; i <= a.length; i++) {
      for (int j = 1; j <= b.length; j++) {
        table[i][j] =
            a[i - 1] == b[j - 1]
                ? table[i - 1][j - 1] + 1
                : Math.max(table[i - 1][j], table[i][j - 1]);
      }
    }
    assertThat(CommonSubsequence.length(a, b)).isEqualTo(table[a.length][b.length]);
  }

  private static int length(String a, String b) {
    return CommonSubsequence.length(a.chars().toArray(), b.chars().toArray());
  }
}
