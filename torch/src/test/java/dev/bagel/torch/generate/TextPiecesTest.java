package dev.bagel.torch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPiecesTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // before each test
  private Tokenizer tokenizer;

  @BeforeEach
  void open() throws IOException {
    tokenizer = TinyTokenizer.open(folder);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a cat",
        " two  spaces ",
        "Grüße, schöne!",
        "日本語 を",
        "😀 👩‍👩‍👧 𝔘",
        "é\u0301",
        "line\nbreak\n",
        "\uFFFD x"
      })
  void pieces_are_whole_characters_and_give_the_text_again(String text) {
    List<String> pieces = pieces(new int[0], tokenizer.encode(text).ids());
    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces)
        .allSatisfy(
            piece -> {
              assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
              assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1))).isFalse();
            });
    assertThat(pieces.size()).isGreaterThanOrEqualTo(text.codePointCount(0, text.length()) / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"the|n", "the| end", "日|本語", "a😀|😀b", "|x"})
  void a_text_continues_its_prompt(String both) {
    String prompt = both.substring(0, both.indexOf('|'));
    String rest = both.substring(both.indexOf('|') + 1);
    int[] whole = tokenizer.encode(prompt + rest).ids();
    int[] before = tokenizer.encode(prompt).ids();
    int[] fresh = Arrays.copyOfRange(whole, before.length, whole.length);
    assertThat(String.join("", pieces(before, fresh))).isEqualTo(rest);
  }

  @Test
  void special_tokens_have_no_text_and_take_none() {
    int[] words = tokenizer.encode("a b").ids();
    List<String> pieces = pieces(new int[] {1}, words[0], 1, words[1], 2, 1, words[2], 0, words[3]);
    assertThat(pieces).containsExactly("a", " ", "b");
  }

  @Test
  void bytes_that_are_no_character_are_replaced() {
    int lead = TinyTokenizer.BYTES + 0xC3;
    int letter = tokenizer.encode("a").id(1);
    assertThat(String.join("", pieces(new int[0], lead, letter))).isEqualTo("\uFFFDa");
    assertThat(pieces(new int[0], lead)).containsExactly("\uFFFD");
    int[] many = new int[100];
    Arrays.fill(many, lead);
    List<String> pieces = pieces(new int[0], many);
    assertThat(String.join("", pieces)).isEqualTo("\uFFFD".repeat(100));
    assertThat(pieces).hasSizeBetween(5, 10);
  }

  private List<String> pieces(int[] prompt, int... ids) {
    TextPieces text = new TextPieces(tokenizer, prompt);
    List<String> pieces = new ArrayList<>();
    for (int id : ids) {
      pieces.add(text.add(id));
    }
    pieces.add(text.rest());
    return pieces.stream().filter(piece -> !piece.isEmpty()).toList();
  }
}
