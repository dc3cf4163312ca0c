package dev.bagel.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PythonTextTest {

  @Test
  void white_space_is_what_unicode_calls_separators_as_python_documents_it() {
    int[] documented =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(PythonTextTest::isDocumentedSpace)
            .toArray();
    int[] ours =
        IntStream.rangeClosed(0, Character.MAX_VALUE)
            .filter(c -> PythonText.isSpace((char) c))
            .toArray();
    assertThat(ours).isEqualTo(documented).hasSize(29);
  }

  private static boolean isDocumentedSpace(int codePoint) {
    return Character.getType(codePoint) == Character.SPACE_SEPARATOR
        || switch (Character.getDirectionality(codePoint)) {
          case Character.DIRECTIONALITY_WHITESPACE,
              Character.DIRECTIONALITY_PARAGRAPH_SEPARATOR,
              Character.DIRECTIONALITY_SEGMENT_SEPARATOR ->
              true;
          default -> false;
        };
  }

  @Test
  void trims_what_java_keeps() {
    String text = "\u0085\u00A0\u3000\u001Fx y\u001C\u2007\u202F";
    assertThat(PythonText.strip(text)).isEqualTo("x y");
    assertThat(PythonText.stripLeft(text)).isEqualTo("x y\u001C\u2007\u202F");
    assertThat(PythonText.stripRight(text)).isEqualTo("\u0085\u00A0\u3000\u001Fx y");
  }

  @Test
  void keeps_what_only_looks_empty() {
    String text = "\u200Bx\uFEFF\u180E\0";
    assertThat(PythonText.strip(text)).isEqualTo(text);
    assertThat(PythonText.isBlank("\u200B")).isFalse();
  }

  @Test
  void blank_text_strips_to_nothing() {
    assertThat(PythonText.isBlank("")).isTrue();
    assertThat(PythonText.isBlank(" \u3000\n")).isTrue();
    assertThat(PythonText.strip(" \n ")).isEmpty();
    assertThat(PythonText.stripLeft(" \n ")).isEmpty();
    assertThat(PythonText.stripRight(" \n ")).isEmpty();
  }
}
