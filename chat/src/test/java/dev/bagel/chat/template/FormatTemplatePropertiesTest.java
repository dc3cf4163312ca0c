package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.chat.Message;
import dev.bagel.chat.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds of the formats' templates for every conversation.
final class FormatTemplatePropertiesTest {
  private static final Map<FormatTemplate, ChatTemplate> TEMPLATES = new LinkedHashMap<>();

  static {
    FormatConversations.variants().forEach(variant -> TEMPLATES.put(variant, variant.template()));
  }

  @Property(tries = 500)
  void the_text_is_what_the_model_is_trained_on(@ForAll("conversations") List<Message> messages) {
    int first = messages.getFirst().role() == Role.SYSTEM ? 2 : 1;
    TEMPLATES.forEach(
        (variant, template) -> {
          for (int length = first; length <= messages.size(); length++) {
            List<Message> prefix = messages.subList(0, length);
            assertThat(template.render(prefix, null, TemplateOptions.DEFAULTS))
                .as("%s", variant)
                .isEqualTo(FormatConversations.trained(variant, prefix));
          }
        });
  }

  @Property(tries = 300)
  void spans_hold_the_answers_and_nothing_else(@ForAll("conversations") List<Message> messages) {
    TEMPLATES.forEach(
        (variant, template) -> {
          Rendering rendering = template.renderWithSpans(messages, null, TemplateOptions.DEFAULTS);
          assertThat(rendering.spans())
              .as("%s", variant)
              .filteredOn(span -> span.length() > 0)
              .extracting(span -> rendering.text().substring(span.start(), span.end()))
              .isEqualTo(FormatConversations.learnt(variant, messages));
        });
  }

  @Provide
  Arbitrary<List<Message>> conversations() {
    return FormatConversations.conversations();
  }
}
