package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTemplateTest {
  private static final List<Message> CONVERSATION =
      List.of(
          Message.system("Be brief."),
          Message.user("Hello"),
          Message.assistant(" Hi. "),
          Message.user(" And? "),
          Message.assistant(" So.\n\n\n\nBye."));

  @Test
  void llama_2_is_the_format_with_bos_in_front() {
    assertThat(text(PromptFormat.LLAMA_2, CONVERSATION.subList(0, 4)))
        .isEqualTo(
            """
            <s>[INST] <<SYS>>
            Be brief.
            <</SYS>>

            Hello [/INST] Hi. </s><s>[INST] And? [/INST]\
            """);
  }

  @Test
  void the_last_answer_is_as_the_model_shall_write_it() {
    assertThat(text(PromptFormat.LLAMA_2, CONVERSATION))
        .endsWith("[INST] And? [/INST] So.\n\nBye.</s>");
    assertThat(text(PromptFormat.VICUNA, CONVERSATION))
        .isEqualTo(
            "<s>Be brief.\nUSER: Hello\nASSISTANT: Hi.\nUSER: And?\nASSISTANT: So.\n\nBye.</s>");
  }

  @ParameterizedTest
  @CsvSource({
    "LLAMA_2, Hi.|</s>| So.♦♦Bye.</s>",
    "CHATML, ' Hi.|</s>|So.♦♦Bye.</s>'",
    "ALPACA, Hi.|So.♦♦Bye.</s>",
    "VICUNA, Hi.|So.♦♦Bye.</s>",
  })
  void spans_hold_what_the_assistant_wrote(PromptFormat format, String spans) {
    Rendering rendering =
        FormatTemplate.of(format, PromptStyle.of(Style.CARD))
            .template()
            .renderWithSpans(CONVERSATION, null, TemplateOptions.DEFAULTS);
    assertThat(rendering.spans())
        .extracting(span -> rendering.text().substring(span.start(), span.end()))
        .containsExactly(spans.replace('♦', '\n').split("\\|"));
  }

  @ParameterizedTest
  @EnumSource
  void a_generation_prompt_makes_no_difference(PromptFormat format) {
    ChatTemplate template = FormatTemplate.of(format, PromptStyle.of(Style.CARD)).template();
    for (int length : new int[] {2, 4, 5}) {
      List<Message> messages = CONVERSATION.subList(0, length);
      assertThat(
              template.render(messages, null, TemplateOptions.DEFAULTS.withGenerationPrompt(true)))
          .isEqualTo(template.render(messages, null, TemplateOptions.DEFAULTS));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_wrong_order_is_refused_with_the_turn(PromptFormat format) {
    List<Message> twice = new ArrayList<>(CONVERSATION.subList(0, 2));
    twice.add(Message.user("Hello?"));
    assertRefused(format, twice, "messages[2] is of role \"user\" where \"assistant\" is due");
    assertRefused(
        format,
        CONVERSATION.subList(2, 4),
        "messages[0] is of role \"assistant\" where \"user\" is due");
    assertRefused(format, CONVERSATION.subList(0, 1), "and the last: a user's turn is due");
    assertRefused(format, List.of(), "there are no messages");
    assertRefused(
        format,
        List.of(Map.of("role", "tool", "content", "7")),
        "messages[0] is of role \"tool\" where \"user\" is due");
    assertRefused(
        format,
        List.of(Map.of("role", "user", "content", List.of("part"))),
        "the content of messages[0] is not a text");
    assertRefused(
        format, List.of(Map.of("role", "user")), "the content of messages[0] is not a text");
  }

  @ParameterizedTest
  @EnumSource
  void tools_are_refused_and_none_are_not(PromptFormat format) {
    ChatTemplate template = FormatTemplate.of(format, PromptStyle.of(Style.CARD)).template();
    List<Message> messages = CONVERSATION.subList(0, 2);
    assertThatThrownBy(
            () -> template.render(messages, List.of(Map.of("name", "f")), TemplateOptions.DEFAULTS))
        .hasMessageContaining("no place for tools");
    assertThat(template.render(messages, List.of(), TemplateOptions.DEFAULTS))
        .isEqualTo(template.render(messages, null, TemplateOptions.DEFAULTS));
  }

  private static void assertRefused(PromptFormat format, List<?> messages, String message) {
    ChatTemplate template = FormatTemplate.of(format, PromptStyle.of(Style.CARD)).template();
    assertThatThrownBy(() -> template.render(messages, null, TemplateOptions.DEFAULTS))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(message);
  }

  private static String text(PromptFormat format, List<Message> messages) {
    return FormatTemplate.of(format, PromptStyle.of(Style.CARD))
        .template()
        .render(messages, null, TemplateOptions.DEFAULTS);
  }
}
