package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What looks at one place of a list takes no longer for a long one: a template that does so for
/// every message is linear in messages, and its steps are.
class LongConversationTest {
  private static final int MESSAGES = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if loop.index == messages|length %}{% endif %}",
        "{% set index = (messages|count - 1) - loop.index0 %}",
        "{% set other = messages|first %}{% set other = messages|last %}",
        "{% set all = messages|default([]) %}{% set all = messages|d([], true) %}",
        "{% if messages is iterable and messages is not string and messages is not none %}{% endif"
            + " %}",
        "{% if messages is mapping or messages is sequence %}{% endif %}",
        "{% if messages == none or messages != 'text' %}{% endif %}",
        "{% if messages == messages %}{% endif %}",
        "{% set some = messages[:2] %}{% set some = messages[-2:] %}",
        "{% if 'key 7' in dict and dict['key 7'] %}{% endif %}",
      })
  void a_look_at_one_place_of_a_list_is_one_step(String each) {
    Map<String, String> dict =
        IntStream.range(0, MESSAGES)
            .boxed()
            .collect(Collectors.toMap(number -> "key " + number, number -> "x"));
    ChatTemplate template =
        ChatTemplate.parse("test", "{% for m in messages %}" + each + "{{ m.role }}{% endfor %}");

    List<Message> messages = Collections.nCopies(MESSAGES, Message.user("text"));

    assertThat(template.render(messages, null, TemplateOptions.DEFAULTS.with("dict", dict)))
        .isEqualTo("user".repeat(MESSAGES));
  }
}
