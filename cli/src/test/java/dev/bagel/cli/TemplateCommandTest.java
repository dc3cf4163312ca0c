package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `bagel template`, and what `bagel render` makes of it.
class TemplateCommandTest {
  private static final Path CHATS = Path.of("src", "test", "resources", "render", "chats.jsonl");
  private static final String CONFIG = "{\"bos_token\": \"<s>\", \"eos_token\": \"</s>\"}";

  @TempDir private Path model;

  @ParameterizedTest
  @CsvSource({"alpaca,card", "vicuna,card", "llama-2,later", "chatml,card", "alpaca,later"})
  void an_installed_template_renders_what_the_format_does(String format, String style)
      throws IOException {
    Path config = Files.writeString(model.resolve("tokenizer_config.json"), CONFIG);
    assertThat(Run.of("template", format, "--style", style, "--into", model).result())
        .isEqualTo("%s is the chat template in %s now\n".formatted(format, config));

    List<String> rows =
        lines("render", "--format", format, "--style", style, "--in", CHATS).stream()
            .map(
                row ->
                    "<s>" + row.path("input").asString() + row.path("output").asString() + "</s>")
            .toList();
    List<String> texts =
        lines("render", "--template", model, "--in", CHATS).stream()
            .map(row -> row.path("text").asString())
            .filter(text -> text.endsWith("</s>"))
            .toList();
    // A conversation that ends with an answer is the row of that answer.
    assertThat(rows).hasSize(4).containsAll(texts);
    assertThat(texts).hasSize(3);
  }

  private static List<JsonNode> lines(Object... args) {
    return Run.of(args).result().lines().map(Json::read).toList();
  }

  @Test
  void without_a_folder_it_is_printed() {
    String text = Run.of("template", "chatml", "--im").result();
    assertThat(text).contains("set start = '<|im_start|>'", "{%- generation -%}");
    JsonNode json = Run.of("template", "chatml", "--style", "later", "--json").json();
    assertThat(json.path("format").asString()).isEqualTo("chatml");
    assertThat(json.path("style").asString()).isEqualTo("later");
    assertThat(json.path("template").asString()).contains("set start = bos_token");
  }

  @Test
  void installing_answers_in_json_too() throws IOException {
    Path config = Files.writeString(model.resolve("tokenizer_config.json"), CONFIG);
    JsonNode json = Run.of("template", "vicuna", "--into", model, "--json").json();
    assertThat(json.path("file").asString()).isEqualTo(config.toString());
    assertThat(Json.read(Files.readString(config)).propertyNames())
        .containsExactly("bos_token", "eos_token", "chat_template");
  }

  @Test
  void what_cannot_be_done_is_one_line_and_changes_nothing() throws IOException {
    assertThat(Run.of("template", "llama-3").failure(2)).contains("use one of alpaca");
    assertThat(Run.of("template", "vicuna", "--im").failure(2)).contains("--im is for chatml");
    assertThat(Run.of("template", "vicuna", "--into", model).failure(2)).contains("no such file");
    Path config = Files.writeString(model.resolve("tokenizer_config.json"), "{}");
    assertThat(Run.of("template", "vicuna", "--into", model).failure(2))
        .contains(config.toString(), "names no eos_token");
    assertThat(config).hasContent("{}");
  }
}
