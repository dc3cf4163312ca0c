package dev.bagel.dataset.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Prompt;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With the tokenizer of Mistral 7B.
final class PiecesTest {
  private final Tokenizer tokenizer = Mistral.tokenizer();
  private final Pieces pieces = new Pieces(tokenizer);

  @Test
  void words_keep_the_space_before_them_and_special_tokens_are_named() {
    Prompt prompt = tokenizer.withMarkers("<s>Hello  world</s>", List.of());
    assertThat(pieces.of(tokenizer.encode(prompt).ids()))
        .containsExactly("<s>", " Hello", "  world".substring(0, 1), " world", "</s>");
  }

  @Test
  void a_character_stands_where_its_last_byte_does() {
    int[] ids = tokenizer.encode("a\uD83E\uDEE5b").ids();
    assertThat(pieces.of(ids)).endsWith("", "", "", "\uD83E\uDEE5", "b");
    assertThat(pieces.of(Arrays.copyOf(ids, ids.length - 2)))
        .endsWith("", "", "\uFFFD\uFFFD\uFFFD");
  }

  @Test
  void together_they_are_the_text() {
    String text =
        "USER: What's 7 × 8?\n\n  ASSISTANT: 五十六, \t\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD end </s>";
    assertThat(String.join("", pieces.of(tokenizer.encodeInput(new Prompt(text, List.of())).ids())))
        .isEqualTo("<s> " + text);
    assertThat(pieces.of()).isEmpty();
  }
}
