package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bagel render --template`.
class RenderTemplateTest {
  private static final String CHAT =
      """
      {"conversations": [{"from": "system", "value": " "}, {"from": "human", "value": "Zähl 🐝"}, \
      {"from": "gpt", "value": "Eins 🐝"}]}
      """;

  @TempDir private Path temp;
  private Path model;

  @BeforeEach
  void model() throws IOException {
    model = Files.createDirectory(temp.resolve("model"));
    file(
        "model/tokenizer_config.json",
        """
        {"bos_token": "<s>", "eos_token": "</s>", "chat_template": [
        {"name": "default", "template": "{{ bos_token }}{% for m in messages %}<{{ m.role }}>\
        {% if m.role == 'assistant' %}{% generation %}{{ m.content }}{{ eos_token }}\
        {% endgeneration %}{% else %}{{ m.content }}{% endif %}{% endfor %}\
        {% if add_generation_prompt %}<assistant>{% endif %}"},
        {"name": "given", "template": "{{ tools | tojson }} {{ more }} {{ messages | tojson }}"}]}
        """);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private Run render(Path in, Object... more) {
    List<Object> args = new ArrayList<>(List.of("render", "--template", model, "--in", in));
    args.addAll(List.of(more));
    return Run.of(args.toArray());
  }

  @Test
  void each_conversation_is_a_line_with_its_text() throws IOException {
    Path chats = file("chats.jsonl", CHAT + "\n" + CHAT);
    String text = "\"text\":\"<s><user>Zähl 🐝<assistant>Eins 🐝</s>\"}";
    assertThat(render(chats).result())
        .isEqualTo("{\"line\":0," + text + "\n{\"line\":2," + text + "\n");
  }

  @Test
  void tools_of_a_line_that_are_no_list_are_an_error() throws IOException {
    Path chats = file("chats.jsonl", "{\"messages\": [], \"tools\": \"[{}]\"}");
    Run run = render(chats, "--name", "given");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("chats.jsonl, line 0: tools is not a list");
  }

  @Test
  void spans_count_code_points() throws IOException {
    assertThat(render(file("chats.jsonl", CHAT), "--spans").json().path("spans").toString())
        .isEqualTo("[[26,36]]");
    assertThat("<s><user>Zähl 🐝<assistant>".codePoints().count()).isEqualTo(26);
  }

  @Test
  void a_generation_prompt_comes_when_it_is_asked_for() throws IOException {
    Path chats = file("chats.jsonl", "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}");
    assertThat(render(chats).json().path("text").asString()).isEqualTo("<s><user>a");
    assertThat(render(chats, "--add-generation-prompt").json().path("text").asString())
        .isEqualTo("<s><user>a<assistant>");
  }

  @Test
  void messages_are_passed_as_they_stand_and_tools_come_from_the_file_or_the_row()
      throws IOException {
    String messages = "[{\"role\": \"tool\", \"content\": null, \"tool_call_id\": 7}]";
    Path chats =
        file(
            "chats.jsonl",
            "{\"messages\": %s}\n{\"messages\": %s, \"tools\": []}\n"
                .formatted(messages, messages));
    Path tools = file("tools.json", "[{\"name\": \"f\", \"parameters\": {}}]");
    assertThat(
            render(chats, "--name", "given", "--tools", tools, "--var", "more={\"a\": [1.5, null]}")
                .result()
                .lines()
                .map(line -> Json.read(line).path("text").asString()))
        .containsExactly(
            "[{\"name\": \"f\", \"parameters\": {}}] {'a': [1.5, None]} " + messages,
            "[] {'a': [1.5, None]} " + messages);
  }

  @Test
  void lines_that_the_template_or_the_reader_refuses_are_named_and_the_others_go_on()
      throws IOException {
    Files.delete(model.resolve("tokenizer_config.json"));
    file(
        "model/chat_template.jinja",
        "{% for m in messages %}{% if m.role == 'tool' %}{{ raise_exception('no tools!') }}"
            + "{% endif %}{{ m.content }}{% endfor %}");
    Path chats =
        file(
            "chats.jsonl",
            """
            {"messages": [{"role": "tool", "content": "a"}]}
            {"messages": "Hello"}
            {"messages": ["Hello"]}
            {"text": "Hello"}
            {"messages": [{"role":
            {"messages": [{"role": "user", "content": "b"}]}
            """);
    Run run = render(chats);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("{\"line\":5,\"text\":\"b\"}\n");
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(chats + ", line 0: ", "no tools!", "column"),
            line -> assertThat(line).contains("line 1: messages is not a list"),
            line -> assertThat(line).contains("line 2: turn 0 is not an object"),
            line -> assertThat(line).contains("line 3: there is neither conversations nor"),
            line -> assertThat(line).contains("line 4: not JSON"),
            line -> assertThat(line).contains("5 of the lines of " + chats));
  }

  @Test
  void what_cannot_be_a_template_a_variable_or_tools_is_refused() throws IOException {
    Path chats = file("chats.jsonl", CHAT);
    assertThat(render(chats, "--name", "rag").failure(2)).contains("it has default, given");
    assertThat(render(chats, "--var", "more").failure(2)).contains("--var takes NAME=JSON");
    assertThat(render(chats, "--var", "more=x").failure(2)).contains("--var more: x is not JSON");
    assertThat(render(chats, "--tools", temp.resolve("no")).failure(2)).contains("no such file");
    for (String[] bad :
        new String[][] {
          {"{}", "not a JSON list"},
          {"[", "not JSON"},
          {"[{\"function\": {}}]", "tool 0 has no name"},
          {"[{\"name\": \"f\", \"parameters\": \"none\"}]", "parameters is no JSON schema"}
        }) {
      assertThat(render(chats, "--tools", file("tools.json", bad[0])).failure(2)).contains(bad[1]);
    }
    Path broken = file("broken.jinja", "a\n{% for m in %}");
    assertThat(Run.of("render", "--template", broken, "--in", chats).failure(2))
        .contains(broken.toString(), "line 2, column 13", "{% for m in %}");
    assertThat(Run.of("render", "--template", temp.resolve("no.jinja"), "--in", chats).failure(2))
        .contains("no such file");
  }

  @Test
  void the_ways_to_render_exclude_each_other() throws IOException {
    Path chats = file("chats.jsonl", CHAT);
    assertThat(render(chats, "--format", "vicuna").failure(2))
        .contains("--template and --format exclude each other");
    assertThat(render(chats, "--cases", chats).failure(2)).contains("exclude each other");
    assertThat(render(chats, "--system", "never").failure(2))
        .contains("--system goes with --format, not with --template");
    assertThat(Run.of("render", "--in", chats, "--spans").failure(2))
        .contains("--spans goes with --template, not with --format");
    assertThat(Run.of("render", "--cases", chats, "--in", chats).failure(2))
        .contains("--in goes with --format and --template, not with --cases");
    assertThat(Run.of("render", "--template", model).failure(2)).contains("--in is missing");
  }
}
