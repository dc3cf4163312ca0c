package dev.bagel.dataset.source.kit.book;

import static dev.bagel.dataset.source.kit.book.Books.OTHER;
import static dev.bagel.dataset.source.kit.book.Books.OTHER_TEXT;
import static dev.bagel.dataset.source.kit.book.Books.PROSE;
import static dev.bagel.dataset.source.kit.book.Books.PROSE_TEXT;
import static dev.bagel.dataset.source.kit.book.Books.chapters;
import static dev.bagel.dataset.source.kit.book.Books.paratexts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceTest {
  private static final String BODY = Books.of("CHAPTER I", PROSE, "CHAPTER II", OTHER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*** START OF THIS PROJECT GUTENBERG EBOOK THE MILL ***",
        "***START OF THE PROJECT GUTENBERG EBOOK THE MILL***",
        "*** START OF THE PROJECT GUTENBERG EBOOK THE MILL AND ALL WHO WERE\nSEEN THERE ***",
        "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*"
      })
  void the_header_is_removed(String marker) {
    String book =
        Books.of("The Project Gutenberg EBook of The Mill\n\nTitle: The Mill", marker, BODY);
    assertThat(chapters(book)).containsExactly(PROSE_TEXT, OTHER_TEXT);
    assertThat(paratexts(book)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*** END OF THIS PROJECT GUTENBERG EBOOK THE MILL ***",
        "***END OF THE PROJECT GUTENBERG EBOOK THE MILL***",
        "End of the Project Gutenberg EBook of The Mill, by\nA. Miller",
        "End of Project Gutenberg's The Mill, by A. Miller",
        "*** START: FULL LICENSE ***"
      })
  void the_licence_is_removed(String marker) {
    String book = Books.of(BODY, marker, "You may copy it, give it away or re-use it.");
    assertThat(chapters(book)).containsExactly(PROSE_TEXT, OTHER_TEXT);
    assertThat(paratexts(book)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Produced by A. Reader and the Distributed Proofreaders",
        "Transcribed from the 1910 edition by A. Reader, email\nreader@example.org",
        "E-text prepared by A. Reader",
        "This eBook was produced by A. Reader",
        "HTML version by A. Reader."
      })
  void credits_are_removed(String credit) {
    String marker = "*** START OF THE PROJECT GUTENBERG EBOOK THE MILL ***";
    assertThat(paratexts(Books.of(marker, credit, "THE MILL", BODY))).containsExactly("THE MILL");
  }

  @Test
  void windows_line_ends_and_a_byte_order_mark_leave_no_trace() {
    assertThat(chapters("\uFEFF" + BODY.replace("\n", "\r\n")))
        .containsExactly(PROSE_TEXT, OTHER_TEXT);
  }

  @Test
  void a_text_without_markers_is_taken_whole() {
    assertThat(chapters(BODY)).containsExactly(PROSE_TEXT, OTHER_TEXT);
  }
}
