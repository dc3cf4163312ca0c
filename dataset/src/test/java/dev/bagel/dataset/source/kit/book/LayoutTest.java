package dev.bagel.dataset.source.kit.book;

import static dev.bagel.dataset.source.kit.book.Books.OTHER;
import static dev.bagel.dataset.source.kit.book.Books.OTHER_TEXT;
import static dev.bagel.dataset.source.kit.book.Books.PROSE;
import static dev.bagel.dataset.source.kit.book.Books.PROSE_TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  private static final String VERSE =
      """
          The mill it stood, the mill it ground,
            The wheel was in the river,
          And all the mice for miles around
            Did know it for a giver.
      """;
  private static final String VERSE_TEXT =
      """
      The mill it stood, the mill it ground,
        The wheel was in the river,
      And all the mice for miles around
        Did know it for a giver.\
      """;

  @Test
  void wrapped_lines_become_one_paragraph() {
    assertThat(text(PROSE + "\n" + OTHER)).isEqualTo(PROSE_TEXT + "\n\n" + OTHER_TEXT);
  }

  @Test
  void lines_broken_at_dashes_and_hyphens_close_up() {
    assertThat(
            text(
                "He had counted all of the sacks in the mill--or had thought so--\ntwice on"
                    + " the day of the mid-\nsummer fair"))
        .isEqualTo(
            "He had counted all of the sacks in the mill—or had thought so—twice on the day"
                + " of the mid-summer fair");
  }

  @Test
  void indented_verse_keeps_its_lines_and_steps() {
    assertThat(text(PROSE + "\n" + VERSE + "\n" + VERSE + "\n" + OTHER))
        .isEqualTo(String.join("\n\n", PROSE_TEXT, VERSE_TEXT, VERSE_TEXT, OTHER_TEXT));
  }

  @Test
  void verse_directly_below_prose_keeps_its_lines() {
    assertThat(text(PROSE + VERSE + OTHER))
        .isEqualTo(String.join("\n\n", PROSE_TEXT, VERSE_TEXT, OTHER_TEXT));
  }

  @Test
  void short_lines_without_indentation_stay_lines() {
    String address = "The Old Mill,\nRiver Lane,\nMonday.";
    assertThat(text(address + "\n\n" + PROSE)).isEqualTo(address + "\n\n" + PROSE_TEXT);
  }

  @Test
  void an_indented_letter_is_rejoined_and_its_signature_stands_alone() {
    String letter =
        """
            Dear wife,--I am at the fair, and have seen a
            man who keeps forty cats in a waggon, which he
            lets by the week to honest millers who have
            more mice than they can count.
            YOUR MILLER.
        """;
    assertThat(text(PROSE + "\n" + letter))
        .endsWith(
            "Dear wife,—I am at the fair, and have seen a man who keeps forty cats in a waggon,"
                + " which he lets by the week to honest millers who have more mice than they can"
                + " count.\nYOUR MILLER.");
  }

  @Test
  void the_first_line_of_a_paragraph_may_be_indented() {
    assertThat(text("    " + PROSE)).isEqualTo(PROSE_TEXT);
    assertThat(text(" \n " + PROSE)).isEqualTo(PROSE_TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "       *****",
        "*\n\n   *\n\n*",
        "----",
        "_____",
        "* * *\n\n  * *\n\n* * *"
      })
  void ornaments_become_one_row_of_stars(String ornament) {
    assertThat(text(ornament + "\n\n" + PROSE + "\n" + ornament + "\n\n" + OTHER + "\n" + ornament))
        .isEqualTo(PROSE_TEXT + "\n\n* * *\n\n" + OTHER_TEXT);
  }

  @Test
  void rows_of_dots_are_words_left_out() {
    assertThat(text(PROSE + "\n. . . . .\n\n" + OTHER))
        .isEqualTo(PROSE_TEXT + "\n\n. . . . .\n\n" + OTHER_TEXT);
  }

  @Test
  void a_footnote_with_a_star_is_removed() {
    assertThat(text(PROSE + "\n*Of flour, not of oats, as\nthe miller knew.\n\n" + OTHER))
        .isEqualTo(PROSE_TEXT + "\n\n" + OTHER_TEXT);
  }

  private static String text(String lines) {
    List<Block> blocks = Block.of(lines.lines().toList());
    return new Layout(70).text(blocks);
  }
}
