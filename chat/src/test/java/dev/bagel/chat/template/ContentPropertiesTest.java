package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What messages hold is text, whatever it looks like.
class ContentPropertiesTest {
  private static final ChatTemplate TEMPLATE =
      ChatTemplate.parse(
          "test",
          "{% macro turn(m) %}[{{ m.content }}]{% endmacro %}{% for m in messages %}"
              + "{% set c %}{{ m['content'] }}{% endset %}{{ turn(m) }}{{ c }}{% endfor %}");

  @Property(tries = 300)
  void content_is_written_as_it_stands(@ForAll("jinja") String content) {
    assertThat(
            TEMPLATE.render(
                List.of(Map.of("role", "user", "content", content)),
                null,
                TemplateOptions.DEFAULTS))
        .isEqualTo("[" + content + "]" + content);
  }

  @Provide
  Arbitrary<String> jinja() {
    return Arbitraries.of(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "-",
            " ",
            "\n",
            "\r\n",
            "messages",
            "raw",
            "endraw",
            "raise_exception('x')",
            "if true",
            "%s",
            "{0}",
            "\\n",
            "<b>",
            "é",
            "😀",
            "\0")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
