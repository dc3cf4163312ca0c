package dev.bagel.dataset.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptRenderer;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Rendered;
import dev.bagel.chat.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The masks of a conversation's rows in every format, letter by letter: learnt in `⟦⟧`, special
/// tokens in `‹›`.
final class FormatMasksTest {
  private static final String ALPACA =
      "Below is an instruction that describes a task.  Write a response that appropriately"
          + " completes the request.\n\n";

  private static final List<Message> TURNS =
      List.of(
          Message.system("S"),
          Message.user("a </s>"),
          Message.assistant(" b<s>"),
          Message.user("c"),
          Message.assistant("d"));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void alpaca(Boundary boundary) throws IOException {
    String first = ALPACA + "### Instruction: \nS\n\na </s>\n\n### Response:\n";
    assertThat(rows(PromptFormat.ALPACA, Style.CARD, boundary, true))
        .containsExactly(
            "‹<s>›" + first + "⟦b<s>‹</s>›⟧",
            "‹<s>›" + first + "b<s>\n\n### Instruction: \nc\n\n### Response:\n⟦d‹</s>›⟧");
  }

  @ParameterizedTest
  @EnumSource
  void vicuna(Boundary boundary) throws IOException {
    String first = "S\nUSER: a </s>\nASSISTANT: ";
    assertThat(rows(PromptFormat.VICUNA, Style.CARD, boundary, true))
        .containsExactly(
            "‹<s>›" + first + "⟦b<s>‹</s>›⟧",
            "‹<s>›" + first + "b<s>\nUSER: c\nASSISTANT: ⟦d‹</s>›⟧");
  }

  @ParameterizedTest
  @EnumSource
  void llama_2(Boundary boundary) throws IOException {
    String first = "[INST] <<SYS>>\nS\n<</SYS>>\n\na </s> [/INST]";
    assertThat(rows(PromptFormat.LLAMA_2, Style.CARD, boundary, true))
        .containsExactly(
            "‹<s>›" + first + "⟦ b<s>‹</s>›⟧",
            "‹<s>›" + first + " b<s> ‹</s>›‹<s>›[INST] c [/INST]⟦d‹</s>›⟧");
  }

  @ParameterizedTest
  @CsvSource({"CARD, true", "CARD, false", "LATER, true", "LATER, false"})
  void chatml(Style style, boolean tokenizerAddsBos) throws IOException {
    String line = style == Style.CARD ? "\n" : "";
    String bos = style == Style.CARD && !tokenizerAddsBos ? "" : "‹<s>›";
    String first =
        bos + "system\nS" + line + "‹</s>›\n‹<s>›user\na </s>" + line + "‹</s>›\n‹<s>›assistant\n";
    String answer = style == Style.CARD ? " b<s>\n" : "b<s>";
    assertThat(rows(PromptFormat.CHATML, style, Boundary.APART, tokenizerAddsBos))
        .containsExactly(
            first + "⟦b<s>‹</s>›⟧",
            first + answer + ("‹</s>›\n‹<s>›user\nc" + line + "‹</s>›\n‹<s>›assistant\n⟦d‹</s>›⟧"));
  }

  private List<String> rows(PromptFormat format, Style style, Boundary boundary, boolean addsBos)
      throws IOException {
    List<Rendered> rows = new ArrayList<>();
    new PromptRenderer(format, PromptStyle.of(style)).renderAll(TURNS, rows::add);
    try (Tokenizer tokenizer = Letters.open(folder, "<s>", "</s>", addsBos)) {
      List<TrainingTokens> tokens = TrainingTokens.ofAll(tokenizer, rows, boundary);
      return tokens.stream().map(row -> Letters.read(tokenizer, row)).toList();
    }
  }
}
