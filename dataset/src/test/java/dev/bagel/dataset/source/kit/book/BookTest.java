package dev.bagel.dataset.source.kit.book;

import static dev.bagel.dataset.source.kit.book.Books.OTHER;
import static dev.bagel.dataset.source.kit.book.Books.OTHER_TEXT;
import static dev.bagel.dataset.source.kit.book.Books.PROSE;
import static dev.bagel.dataset.source.kit.book.Books.PROSE_TEXT;
import static dev.bagel.dataset.source.kit.book.Books.chapters;
import static dev.bagel.dataset.source.kit.book.Books.paratexts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.source.kit.book.Piece.Paratext;
import dev.bagel.dataset.source.kit.book.Piece.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CHAPTER I|CHAPTER II",
        "CHAPTER I.|CHAPTER II.",
        "Chapter 1|Chapter 2",
        "CHAPTER ONE|CHAPTER TWO",
        "CHAPTER THE FIRST|CHAPTER THE LAST",
        "CHAP. I.|CHAP. II.",
        "CHAPTER I. The Sacks|CHAPTER II. The Mice",
        "CHAPTER I--OF SACKS|CHAPTER II--OF MICE",
        "Chapter I: 'Tis the Mice|Chapter II: \"Sacks!\"",
        "_CHAPTER I._|_CHAPTER II._",
        "                    CHAPTER I.|                    CHAPTER II.",
        "FIRST CHAPTER|SECOND CHAPTER",
        "Letter 1|Letter 2",
        "STAVE ONE|STAVE TWO",
        "ACT I|ACT II",
        "SCENE I. A mill.|SCENE II. The same.",
        "I|II",
        "I.|II.",
        "1|2",
        "I. The Sacks|II. The Mice",
        "1. The Sacks|2. The Mice",
        "Preface|CHAPTER I",
        "AUTHOR'S PREFACE|INTRODUCTION.",
        "PROLOGUE|EPILOGUE",
        "PRELUDE|FINALE",
        "Introduction|Conclusion"
      })
  void divides_at_headings_of_many_kinds(String first, String second) {
    assertThat(chapters(Books.of(first, PROSE, second, OTHER)))
        .containsExactly(PROSE_TEXT, OTHER_TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BOOK THE FIRST",
        "Book the First--The Mill",
        "PART ONE",
        "PART I. THE MILL",
        "THE FIRST PART",
        "VOLUME II.",
        "BOOK I.\n\nTHE MILL.",
        "PART ONE\nTHE MILL"
      })
  void headings_of_parts_belong_to_no_chapter(String part) {
    String book = Books.of(part, "CHAPTER I", PROSE, part, "CHAPTER I", OTHER);
    assertThat(chapters(book)).containsExactly(PROSE_TEXT, OTHER_TEXT);
    assertThat(paratexts(book)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHAPTER %s\n\nTHE SACKS AND THE MICE\n\n\n",
        "CHAPTER %s\n\n\nThe Sacks and the Mice\n\n",
        "CHAPTER %s.\nTHE SACKS AND\nTHE MICE.\n\n",
        "%s\n\nThe Sacks and the Mice\n\n\n",
        "CHAPTER %s\n\nIn which the sacks are counted\nand the mice accused\n\n\n"
      })
  void titles_below_the_number_belong_to_no_chapter(String heading) {
    StringBuilder book = new StringBuilder();
    for (String number : new String[] {"I", "II", "III"}) {
      book.append("\n\n\n\n").append(heading.formatted(number)).append(PROSE);
    }
    assertThat(chapters(book.toString())).containsExactly(PROSE_TEXT, PROSE_TEXT, PROSE_TEXT);
  }

  @Test
  void a_letter_may_have_a_title_and_may_start_with_an_address() {
    String book =
        Books.of(
            "LETTER I\n\nOF SACKS\n\n" + PROSE,
            "LETTER II\n\nTo Mrs. Miller, Mill Lane.\n\n" + OTHER);
    assertThat(chapters(book))
        .containsExactly(PROSE_TEXT, "To Mrs. Miller, Mill Lane.\n\n" + OTHER_TEXT);
  }

  @Test
  void a_short_first_paragraph_is_no_title() {
    String book =
        Books.of("CHAPTER I\n\n\"Stop!\"\n\n" + PROSE, "CHAPTER II\n\nHe did not.\n\n" + OTHER);
    assertThat(chapters(book))
        .containsExactly("\"Stop!\"\n\n" + PROSE_TEXT, "He did not.\n\n" + OTHER_TEXT);
  }

  @Test
  void a_heading_may_stand_directly_on_its_text() {
    assertThat(chapters(Books.of("CHAPTER I\n" + PROSE, "CHAPTER II\n" + PROSE)))
        .containsExactly(PROSE_TEXT, PROSE_TEXT);
  }

  @Test
  void sentences_that_start_like_headings_are_text() {
    String sentences =
        """
        Part one of the work was done.

        Chapter and verse, please.

        I.

        I am.\
        """;
    assertThat(chapters(Books.of("CHAPTER I", PROSE + "\n" + sentences, "CHAPTER II", OTHER)))
        .containsExactly(PROSE_TEXT + "\n\n" + sentences, OTHER_TEXT);
  }

  @Test
  void a_paragraph_that_starts_like_a_heading_is_text() {
    String paragraph = "BOOK I. (Sacks), CHAPTER I. (Flour). " + PROSE_TEXT;
    String wrapped = "BOOK I. (Sacks), CHAPTER I. (Flour). " + PROSE;
    assertThat(chapters(Books.of("CHAPTER I", OTHER + "\n" + wrapped, "CHAPTER II", OTHER)))
        .containsExactly(OTHER_TEXT + "\n\n" + paragraph, OTHER_TEXT);
  }

  @Test
  void numbers_inside_chapters_that_are_called_chapters_do_not_divide_them() {
    String book = Books.of("CHAPTER I", "1", PROSE, "2", OTHER, "CHAPTER II", OTHER);
    assertThat(chapters(book)).hasSize(2);
  }

  @Test
  void numbers_that_do_not_count_up_do_not_divide() {
    assertThat(chapters(Books.of("I", PROSE, "1066", OTHER, "II", OTHER)))
        .containsExactly(PROSE_TEXT + "\n\n1066\n\n" + OTHER_TEXT, OTHER_TEXT);
  }

  @Test
  void numbers_start_again_with_every_part() {
    String book =
        Books.of("PART ONE", "I", PROSE, "II", OTHER, "PART TWO", "I", OTHER, "II", PROSE);
    assertThat(chapters(book)).containsExactly(PROSE_TEXT, OTHER_TEXT, OTHER_TEXT, PROSE_TEXT);
  }

  @Test
  void contents_and_lists_of_illustrations_are_paratexts() {
    String book =
        Books.of(
            "THE MILL\n\nby A. Miller",
            "CONTENTS\n\n  CHAPTER I. The Sacks . . . . 1\n  CHAPTER II. The Mice . . . . 9",
            "List of Illustrations\n\n  The mill, _Frontispiece_\n  The wife      12",
            "CHAPTER I.\nTHE SACKS",
            PROSE,
            "CHAPTER II.\nTHE MICE",
            OTHER);
    assertThat(chapters(book)).containsExactly(PROSE_TEXT, OTHER_TEXT);
    assertThat(Book.pieces(book))
        .filteredOn(Paratext.class::isInstance)
        .extracting(piece -> ((Paratext) piece).place())
        .containsExactly(Place.FRONT, Place.CONTENTS);
  }

  @Test
  void titles_without_numbers_are_found_by_the_contents() {
    String book =
        Books.of("CONTENTS\n\nThe Sacks   1\nThe Mice    9", "THE SACKS", PROSE, "THE MICE", OTHER);
    assertThat(chapters(book)).containsExactly(PROSE_TEXT, OTHER_TEXT);
  }

  @Test
  void a_prelude_after_the_contents_is_no_part_of_them() {
    String prelude = (PROSE + "\n").repeat(8);
    String book =
        Books.of(
            "CONTENTS\n\nBOOK I\n\nCHAPTER I CHAPTER II",
            "PRELUDE",
            prelude,
            "BOOK I.",
            "CHAPTER I.",
            PROSE,
            "CHAPTER II.",
            OTHER);
    assertThat(chapters(book)).hasSize(3);
    assertThat(chapters(book).getFirst()).startsWith(PROSE_TEXT);
  }

  @Test
  void a_long_tale_before_the_first_number_is_a_chapter_without_its_title_page() {
    String frame = (PROSE + "\n").repeat(8);
    String book = Books.of("THE MILL", "by A. Miller", frame, "I", PROSE, "II", OTHER);
    assertThat(chapters(book)).hasSize(3);
    assertThat(chapters(book).getFirst()).startsWith(PROSE_TEXT);
    assertThat(paratexts(book)).containsExactly("THE MILL\n\nby A. Miller");
  }

  @Test
  void what_follows_the_end_is_a_paratext() {
    String book =
        Books.of(
            "CHAPTER I",
            PROSE,
            "The end of the first book.",
            "CHAPTER II",
            OTHER,
            "THE END",
            "PRINTED BY THE MILLER'S SON,\nAT THE MILL.");
    assertThat(chapters(book)).containsExactly(PROSE_TEXT, OTHER_TEXT);
    assertThat(paratexts(book)).containsExactly("PRINTED BY THE MILLER'S SON,\nAT THE MILL.");
  }

  @Test
  void footnotes_and_transcribers_notes_at_the_end_are_paratexts() {
    String book =
        Books.of(
            "CHAPTER I",
            PROSE,
            "CHAPTER II",
            OTHER,
            "FOOTNOTES:\n[1] Of flour.",
            "Transcriber's Notes\n\nSpelling was left as it was.");
    assertThat(chapters(book)).containsExactly(PROSE_TEXT, OTHER_TEXT);
    assertThat(paratexts(book))
        .containsExactly("Of flour.\n\nTranscriber's Notes\n\nSpelling was left as it was.");
  }

  @Test
  void a_book_without_chapters_is_one_chapter() {
    assertThat(chapters(Books.of("THE MILL", "by A. Miller", PROSE + "\n" + OTHER)))
        .containsExactly(PROSE_TEXT + "\n\n" + OTHER_TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\uFEFF", "\r\n\r\n", "*** START: FULL LICENSE ***\n\nYou may copy it."})
  void nothing_comes_of_a_file_without_a_text(String text) {
    assertThat(Book.pieces(text)).isEmpty();
  }
}
