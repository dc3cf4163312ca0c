package dev.bagel.dataset.source.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.source.catalog.Gutenberg.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GutenbergTest {
  private static final Path HUB = Path.of("..", "..", "shared", "hub", "gutenberg");
  private static final Path FIXTURES =
      Path.of("src", "test", "resources", "sources", "gutenberg", "gutenberg");
  private static final Pattern LAST_MARKER = Pattern.compile("\\*{3} ?END OF");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  @Test
  void every_chapter_is_a_sample_and_every_paratext_a_drop() throws IOException {
    List<Outcome> outcomes = Gutenberg.chapters(new Row(read(FIXTURES, 98)), new Chance(0));
    assertThat(outcomes)
        .extracting(outcome -> outcome instanceof Drop drop ? drop.detail() : "chapter")
        .containsExactly(
            "{\"place\":\"front\"}",
            "{\"place\":\"contents\"}",
            "chapter",
            "chapter",
            "chapter",
            "chapter",
            "{\"place\":\"end\"}");
    assertThat(outcomes.get(3))
        .isEqualTo(
            PlainText.of(
                """
                On Monday a boy was seen upon a ladder. He was singing:

                "The big hand is a merry hand,
                  It goes about all day;
                 The little hand is a weary hand,
                  And has not much to say."

                Nobody asked him what he did there, for half of those who passed believed that the \
                mayor had sent him, and the other half that it was the vicar.\
                """));
  }

  @Test
  void a_file_with_nothing_but_a_licence_is_one_drop() throws IOException {
    assertThat(Gutenberg.chapters(new Row(read(FIXTURES, 36)), new Chance(0)))
        .singleElement()
        .isInstanceOfSatisfying(
            Drop.class, drop -> assertThat(drop.reason()).isEqualTo(DropReason.EMPTY_TURN));
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12, 99.6",
    "36, 27, 99.5",
    "84, 28, 99.7",
    "98, 45, 99.6",
    "120, 34, 98.9",
    "768, 34, 99.9",
    "1342, 61, 99.8"
  })
  void real_books_have_as_many_chapters_as_in_print_and_lose_no_words(
      int id, int chapters, double percentKept) throws IOException {
    assumeThat(HUB).as("real books lie in %s", HUB).isDirectory();
    String book = read(HUB, id);
    List<String> texts =
        Gutenberg.chapters(new Row(book), new Chance(0)).stream()
            .filter(PlainText.class::isInstance)
            .map(outcome -> ((PlainText) outcome).text())
            .toList();
    assertThat(texts).hasSize(chapters);
    assertThat(texts)
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain("Project Gutenberg", "[Illustration", "CHAPTER ", "  *  ")
                    .doesNotContainPattern("(?m)^(?:Chapter|Letter|[IVXL]+\\.) ?[\\dIVXL]*$"));
    String all = String.join(" ", texts);
    String body = body(book);
    assertThat(isSubsequence(letters(all), letters(body)))
        .as("the chapters' letters stand in the book in this order")
        .isTrue();
    assertThat(100.0 * words(all) / words(body)).isBetween(percentKept, 100.0);
  }

  /// All that stands between the markers.
  private static String body(String book) {
    int start = book.indexOf("START OF");
    int end = LAST_MARKER.matcher(book).results().findFirst().orElseThrow().start();
    return book.substring(book.indexOf('\n', start), end);
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSubsequence(String part, String whole) {
    int at = 0;
    for (int i = 0; i < whole.length() && at < part.length(); i++) {
      at += whole.charAt(i) == part.charAt(at) ? 1 : 0;
    }
    return at == part.length();
  }

  private static long words(String text) {
    return WORD.matcher(text).results().count();
  }

  private static String read(Path folder, int id) throws IOException {
    return Files.readString(folder.resolve(id + "/" + id + "-0.txt"));
  }
}
