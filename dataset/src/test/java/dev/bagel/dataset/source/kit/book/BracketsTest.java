package dev.bagel.dataset.source.kit.book;

import static dev.bagel.dataset.source.kit.book.Books.OTHER;
import static dev.bagel.dataset.source.kit.book.Books.OTHER_TEXT;
import static dev.bagel.dataset.source.kit.book.Books.PROSE;
import static dev.bagel.dataset.source.kit.book.Books.PROSE_TEXT;
import static dev.bagel.dataset.source.kit.book.Books.chapters;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracketsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Illustration]",
        "                [Illustration]",
        "[Illustration: The mill by night.]",
        "[Illustration:\n\n\"It is the mice.\"\n\n[_Copyright 1894 by A. Miller._]]",
        "[_Illustration: a sack_]",
        "[Sidenote: Of mice]",
        "[Footnote 1: Of flour,\nnot of oats.\n\nSee also oats.]",
        "[Transcriber's Note: so in the original.]",
        "[Decoration]",
        "[Blank Page]"
      })
  void marks_are_removed_with_all_that_they_hold(String mark) {
    assertThat(chapters(PROSE + "\n" + mark + "\n\n" + OTHER))
        .containsExactly(PROSE_TEXT + "\n\n" + OTHER_TEXT);
  }

  @Test
  void a_chapter_heading_inside_an_illustration_stays_a_heading() {
    String first = "[Illustration: THE MILL.\n\n\n\n\nChapter I.]\n\n\n";
    String second = "                   CHAPTER II.\n\n         [Illustration]\n\n";
    assertThat(chapters(first + PROSE + "\n\n\n" + second + OTHER))
        .containsExactly(PROSE_TEXT, OTHER_TEXT);
  }

  @Test
  void other_brackets_are_text() {
    String text = "He [the miller] said [sic] nothing [Illustrious as he was].";
    assertThat(Brackets.strip(text)).isEqualTo(text);
  }

  @Test
  void a_mark_that_does_not_close_is_text() {
    assertThat(Brackets.strip("[Illustration: and so on")).isEqualTo("[Illustration: and so on");
  }
}
