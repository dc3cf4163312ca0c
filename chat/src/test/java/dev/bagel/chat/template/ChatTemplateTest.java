package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.Role;
import dev.bagel.chat.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

class ChatTemplateTest {
  private static final String ROLES =
      "{{ bos_token }}{% for m in messages %}{{ m.role }}:{{ m.content }};{% endfor %}";

  record Turn(Role role, Object content, Optional<String> name) {}

  @Test
  void messages_are_maps_records_or_json() {
    String expected = "user:a;";
    for (Object message :
        List.of(
            Map.of("role", "user", "content", "a"),
            Message.user("a"),
            new Turn(Role.USER, "a", Optional.empty()),
            new ObjectMapper().readTree("{\"role\": \"user\", \"content\": \"a\"}"))) {
      assertThat(render(ROLES, message)).isEqualTo(expected);
    }
  }

  @Test
  void null_is_none_and_lists_nest() {
    assertThat(
            render(
                "{{ messages | tojson }}",
                new Turn(
                    Role.USER, Arrays.asList(1, null, 2.5f, Map.of("k", true)), Optional.of("n"))))
        .isEqualTo(
            "[{\"role\": \"user\", \"content\": [1, null, 2.5, {\"k\": true}], \"name\": \"n\"}]");
  }

  @Test
  void an_array_may_hold_null() {
    String[] names = {"a", null};
    TemplateOptions options = TemplateOptions.DEFAULTS.with("names", names);
    assertThat(ChatTemplate.parse("test", "{{ names }}").render(List.of(), null, options))
        .isEqualTo("['a', None]");
  }

  @Test
  void an_error_is_one_line_of_bounded_length_whatever_the_template_says() {
    assertThatThrownBy(
            () ->
                render(
                    ChatTemplate.parse(
                        "test", "{{ raise_exception('no\\n such\\r\\n role\\n') }}")))
        .hasMessageStartingWith("chat template test, line 1, column 1: no such role | {{ raise");
    assertThatThrownBy(
            () -> render(ChatTemplate.parse("test", "{{ raise_exception('x\\n' * 1000000) }}")))
        .hasMessageMatching("chat template test, line 1, column 1: .{400,600}…? \\| .*");
  }

  @Test
  void what_is_no_value_cannot_be_given() {
    assertThatThrownBy(() -> render(ROLES, new Object()))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("java.lang.Object");
    List<Object> itself = new java.util.ArrayList<>();
    itself.add(itself);
    assertThatThrownBy(() -> render(ROLES, itself)).isInstanceOf(BagelException.class);
  }

  @Test
  void a_tool_is_an_object() {
    ChatTemplate template = ChatTemplate.parse("test", "{{ tools | tojson }}");
    assertThat(template.render(List.of(), List.of(Map.of("a", 1)), TemplateOptions.DEFAULTS))
        .isEqualTo("[{\"a\": 1}]");
    for (Object tool : List.of("get_weather", 1, List.of())) {
      assertThatThrownBy(() -> template.render(List.of(), List.of(tool), TemplateOptions.DEFAULTS))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("a tool is a JSON schema");
    }
  }

  @Test
  void options_give_name_by_name_or_leave_undefined() {
    ChatTemplate template =
        ChatTemplate.parse(
            "test",
            "{{ bos_token }}{{ eos_token }}{{ add_generation_prompt }}{{ more }}"
                + "{{ tools is none }}{{ documents is defined }}{{ strftime_now('%Y') }}");
    TemplateOptions options =
        TemplateOptions.DEFAULTS
            .withBosToken("<s>")
            .withGenerationPrompt(true)
            .with("more", null)
            .without("documents")
            .at(LocalDateTime.of(2024, 7, 26, 12, 0));
    assertThat(template.render(List.of(), null, options)).isEqualTo("<s>TrueNoneTrueFalse2024");
  }

  @Test
  void a_template_that_is_given_no_time_tells_that_of_the_machine() {
    LocalDateTime before = LocalDateTime.now(ZoneId.systemDefault());
    String told = render("{{ strftime_now('%Y-%m-%dT%H:%M:%S') }}", Message.user(""));
    assertThat(LocalDateTime.parse(told))
        .isBetween(before.minusSeconds(1), LocalDateTime.now(ZoneId.systemDefault()));
  }

  @Test
  void spans_hold_what_generation_blocks_wrote() {
    Rendering rendering =
        ChatTemplate.parse(
                "test",
                "{% macro turn(m) %}<a>{% generation %}{{ m.content }}</s>{% endgeneration %}{%"
                    + " endmacro %}{% for m in messages %}{% if m.role == 'user' %}<u>{{ m.content"
                    + " }}{% else %}{{ turn(m) }}{% endif %}{% endfor %}")
            .renderWithSpans(
                List.of(
                    Message.user("hi"),
                    Message.assistant("yo"),
                    Message.user("x"),
                    Message.assistant("")),
                null,
                TemplateOptions.DEFAULTS);
    assertThat(rendering.text()).isEqualTo("<u>hi<a>yo</s><u>x<a></s>");
    assertThat(rendering.spans())
        .extracting(span -> rendering.text().substring(span.start(), span.end()))
        .containsExactly("yo</s>", "</s>");
    assertThat(rendering.spans().getFirst()).isEqualTo(new Span(8, 14));
  }

  @Test
  void a_span_that_goes_into_a_variable_is_refused() {
    ChatTemplate template =
        ChatTemplate.parse(
            "test", "{% set x %}{% generation %}a{% endgeneration %}{% endset %}{{ x }}");
    assertThat(template.render(List.of(), null, TemplateOptions.DEFAULTS)).isEqualTo("a");
    assertThatThrownBy(() -> template.renderWithSpans(List.of(), null, TemplateOptions.DEFAULTS))
        .hasMessageContaining("not known");
  }

  @Test
  void what_a_template_raises_reaches_the_user_with_its_line() {
    assertThatThrownBy(
            () ->
                render(
                    "a\n{% if true %}\n{{ raise_exception('roles!') }}{% endif %}",
                    Message.user("")))
        .isInstanceOf(BagelException.class)
        .hasMessage(
            "chat template test, line 3, column 1: roles! | {{ raise_exception('roles!') }}{% endif"
                + " %}");
  }

  @Test
  void a_model_folder_gives_templates_and_tokens(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"bos_token": {"content": "<b>", "lstrip": false}, "eos_token": "</s>", "pad_token": null,
         "extra_special_tokens": {"image_token": "<i>"},
         "chat_template": [{"name": "default", "template": "old"},
                           {"name": "tool_use", "template": "{{ bos_token }}tools{{ pad_token }}{{ image_token }}"}]}
        """);
    Files.writeString(folder.resolve("chat_template.jinja"), "{{ bos_token }}new{{ eos_token }}\n");
    Files.createDirectory(folder.resolve("additional_chat_templates"));
    Files.writeString(folder.resolve("additional_chat_templates").resolve("rag.jinja"), "rag");
    assertThat(ChatTemplate.names(folder)).containsExactly("default", "rag", "tool_use");
    assertThat(render(ChatTemplate.of(folder))).isEqualTo("<b>new</s>");
    assertThat(render(ChatTemplate.of(folder, "tool_use"))).isEqualTo("<b>tools<i>");
    assertThat(render(ChatTemplate.of(folder.resolve("tokenizer_config.json")))).isEqualTo("old");
    assertThat(render(ChatTemplate.of(folder.resolve("chat_template.jinja")))).isEqualTo("new");
    assertThatThrownBy(() -> ChatTemplate.of(folder, "nosuch"))
        .hasMessageContaining("it has default, rag, tool_use");
  }

  @Test
  void a_file_that_holds_no_template_is_named(@TempDir Path folder) throws IOException {
    Path config = folder.resolve("tokenizer_config.json");
    assertThatThrownBy(() -> ChatTemplate.of(folder)).hasMessageContaining("has no chat template");
    Files.writeString(config, "{");
    assertThatThrownBy(() -> ChatTemplate.of(folder)).hasMessageContaining("is not JSON");
    Files.writeString(config, "{\"chat_template\": [{\"name\": 1}]}");
    assertThatThrownBy(() -> ChatTemplate.of(config)).hasMessageContaining("wants a name");
    assertThatThrownBy(() -> ChatTemplate.of(folder.resolve("none.jinja")))
        .hasMessageContaining("cannot read");
  }

  private static String render(String template, @Nullable Object message) {
    return ChatTemplate.parse("test", template)
        .render(Arrays.asList(message), null, TemplateOptions.DEFAULTS);
  }

  private static String render(ChatTemplate template) {
    return template.render(List.of(), null, TemplateOptions.DEFAULTS);
  }
}
