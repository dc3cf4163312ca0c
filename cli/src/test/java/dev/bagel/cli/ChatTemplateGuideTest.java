package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.chat.Message;
import dev.bagel.chat.template.ChatTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatTemplateGuideTest {
  @Test
  void the_code_of_the_guide_does_what_it_says() {
    ChatTemplate tools =
        ChatTemplate.parse(
            "t",
            "{{ messages[1].images[0] }} {{ tools[0].function.name }} {{ enable_thinking }}"
                + " {{ strftime_now('%Y') }}");
    assertThat(ChatTemplateGuide.tools(tools)).isEqualTo("bee.png weather False 2026");
    assertThat(ChatTemplateGuide.formats()).isEqualTo("<s>[INST] Hello [/INST]");
    ChatTemplate spans =
        ChatTemplate.parse("t", "a{% generation %}{{ messages[0].content }}{% endgeneration %}");
    assertThat(new ChatTemplateGuide().spans(spans, List.of(Message.assistant("b {{ 1 }}"))))
        .containsExactly("b {{ 1 }}");
    ChatTemplate strict = ChatTemplate.parse("t", "{{ raise_exception('roles must alternate') }}");
    assertThat(ChatTemplateGuide.errors(strict, List.of()))
        .startsWith("refused: chat template t, line 1, column 1: roles must alternate | ");
    assertThatThrownBy(() -> new ChatTemplateGuide().first()).hasMessageContaining("my-model");
    assertThatThrownBy(ChatTemplateGuide::install).hasMessageContaining("my-model");
  }
}
