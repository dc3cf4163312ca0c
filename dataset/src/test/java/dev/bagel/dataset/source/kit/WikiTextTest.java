package dev.bagel.dataset.source.kit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WikiTextTest {
  @Test
  void links_become_their_words() {
    assertThat(
            WikiText.plain(
                "Sort a [[Deck_of_cards]] as in [[wp:Sorting|sorting]], see [[wp:Quicksort]] and"
                    + " [http://example.org/a this page], [[task feature::Rosetta"
                    + " Code:io|printing]], [[input device::keyboard]].[[user input::task| ]]"))
        .isEqualTo(
            "Sort a Deck of cards as in sorting, see Quicksort and this page, printing, keyboard.");
  }

  @Test
  void an_address_of_data_stays() {
    assertThat(WikiText.plain("Use [http://example.org/words.txt this list]."))
        .isEqualTo("Use this list (http://example.org/words.txt).");
  }

  @Test
  void pictures_categories_templates_and_comments_go() {
    assertThat(
            WikiText.plain(
                "{{omit from|X|no [[file]]s}}Draw[[File:a.png|thumb|a [[red]] box]] a box."
                    + "<!-- hidden -->[[Category:Graphics]]"))
        .isEqualTo("Draw a box.");
  }

  @Test
  void emphasis_and_styles_go() {
    assertThat(
            WikiText.plain(
                "A '''bold''' and ''slanted'' <big>big</big> <span class=\"x\">y</span>"))
        .isEqualTo("A bold and slanted big y");
  }

  @Test
  void raised_and_lowered_text_stays_readable() {
    assertThat(
            WikiText.plain(
                "2<sup>10</sup>, x<sub>0</sub>, x<sub>i+1</sub>, the 3<sup>rd</sup>,"
                    + " a<sup>-1</sup>"))
        .isEqualTo("2^10, x_0, x_(i+1), the 3rd, a^(-1)");
  }

  @Test
  void entities_become_characters() {
    assertThat(WikiText.plain("1 &le; n&nbsp; &lt;&nbsp;5 &times; m &#x2216; ?a=1&section=2"))
        .isEqualTo("1 ≤ n < 5 × m ∖ ?a=1&section=2");
  }

  @Test
  void formulas_and_code_are_marked() {
    assertThat(
            WikiText.plain("<math>\n\\frac{a}{b}\n</math> by <code>div</code> or <tt>a<br>b</tt>"))
        .isEqualTo("$\\frac{a}{b}$ by `div` or a\nb");
  }

  @Test
  void preformatted_text_keeps_its_shape() {
    assertThat(
            WikiText.plain(
                "Print\n<pre>\n  * ''x''\n *** &lt;b&gt;\n\n</pre>\nand\n  a  b\n    c\nthere."))
        .isEqualTo("Print\n\n  * ''x''\n *** <b>\n\nand\na  b\n  c\nthere.");
  }

  @Test
  void headings_end_in_a_colon() {
    assertThat(
            WikiText.plain(
                ";Task:\nOne\n== Rules ==\nTwo\n;Ready?\nThree\n;Note<nowiki>:</nowiki>\nFour"))
        .isEqualTo("Task:\nOne\nRules:\nTwo\nReady?\nThree\nNote:\nFour");
  }

  @Test
  void lists_keep_bullets_numbers_and_depth() {
    assertThat(WikiText.plain("# one\n#* under one\n# two\n\n* a\n** b\n:::* c\n: d\n*"))
        .isEqualTo("1. one\n  - under one\n2. two\n\n- a\n  - b\n- c\nd");
  }

  @Test
  void lists_of_related_pages_go() {
    String markup =
        """
        Do it.

        ;See also:
        * [[This]]
        * [[That]]

        ;Related tasks
        : [[Other]]

        Hint: be quick.

        See also [[More]].
        """;

    assertThat(WikiText.plain(markup)).isEqualTo("Do it.\n\nHint: be quick.");
  }

  @Test
  void tables_become_lines() {
    String markup =
        """
        Data:
        {| class="wikitable"
        |+ People
        ! Age !! style="x" | Name
        |-
        | 27 || Jonah
        |-
        | 18
        | Alan
        | {| border=0
        | in
        |}
        |}
        End.
        """;

    assertThat(WikiText.plain(markup))
        .isEqualTo("Data:\nPeople\nAge | Name\n27 | Jonah\n18 | Alan\nin\nEnd.");
  }

  @Test
  void what_is_no_markup_stays() {
    assertThat(
            WikiText.plain("Replace <name> in [[1, 2], [3]] and [[4]] if a < b && c > d; x{{0}}"))
        .isEqualTo("Replace <name> in [[1, 2], [3]] and [[4]] if a < b && c > d; x{{0}}");
  }

  @Property
  void no_markup_is_too_broken(
      @ForAll
          @StringLength(max = 60)
          @Chars({
            '[', ']', '{', '}', '|', '\'', '<', '>', '/', '&', ';', '*', '#', ':', '=', '\n', ' ',
            '!', '-'
          })
          @CharRange(from = 'a', to = 'd')
          String markup) {
    String plain = WikiText.plain(markup);

    assertThat(plain).isEqualTo(plain.strip()).doesNotContain("\uE000", "\uE002");
  }
}
