package dev.bagel.prompting.summary;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class TextCutterTest {
  @Example
  void a_text_is_cut_at_the_strongest_border_near_its_middle() {
    cuts("One. Two.\n\nThree. Four.", "One. Two.\n\n", "Three. Four.");
    cuts("One. Two.\nThree. Four.", "One. Two.\n", "Three. Four.");
    cuts("One and two. Three and four.", "One and two. ", "Three and four.");
    cuts("one two three four five six", "one two three ", "four five six");
    cuts("一二三四五六七八九。一二三四五六七八九十", "一二三四五六七八九。", "一二三四五六七八九十");
    cuts("abcdefghijklmnopqrstuvwxyz", "abcdefghijklm", "nopqrstuvwxyz");
  }

  @Example
  void a_code_point_is_never_cut() {
    assertThat(TextCutter.cut("😀😀😀", text -> text.length() <= 3))
        .containsExactly("😀", "😀", "😀");
    assertThat(TextCutter.cut("😀", text -> text.length() <= 1)).isEmpty();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void pieces_fit_and_make_the_text_again(
      @ForAll @StringLength(max = 300) String text, @ForAll @IntRange(min = 2, max = 50) int most) {
    var pieces = TextCutter.cut(text, piece -> piece.length() <= most);

    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces).allMatch(piece -> piece.length() <= most);
  }

  private static void cuts(String text, String... pieces) {
    assertThat(TextCutter.cut(text, piece -> piece.length() <= 17)).containsExactly(pieces);
  }
}
