package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNameTest {
  private static final Duration TIME = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void both_protocols_bring_the_prompt_there_and_the_answer_back() {
    try (ModelServer server = new ModelServer(prompt -> "You said: " + prompt)) {
      assertThat(ask(server.openAi(), Map.of())).isEqualTo("You said: Grüße");
      assertThat(ask(server.ollama(), Map.of())).isEqualTo("You said: Grüße");
      assertThat(server.asked())
          .extracting(ModelServer.Asked::path)
          .containsExactly("/v1/chat/completions", "/api/chat");
      assertThat(server.asked())
          .allMatch(asked -> asked.body().path("model").asString().equals("stand-in"));
    }
  }

  @Test
  void a_question_is_one_request_also_where_it_fails() {
    try (ModelServer server = new ModelServer(_ -> "Yes.").failing(500)) {
      assertThatThrownBy(() -> ask(server.openAi(), Map.of())).hasMessageContaining("500");
      assertThatThrownBy(() -> ask(server.ollama(), Map.of())).hasMessageContaining("500");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void a_key_goes_to_the_server_that_it_is_for() {
    try (ModelServer server = new ModelServer(_ -> "Yes.")) {
      ask(server.openAi(), Map.of("OPENAI_API_KEY", "secret"));
      ask(server.openAi(), Map.of("OPENAI_API_KEY", "secret", "BAGEL_API_KEY", " mine\n"));
      assertThat(server.asked())
          .extracting(ModelServer.Asked::key)
          .containsExactly("null", "Bearer mine");
    }
  }

  @Test
  void a_script_answers_by_what_stands_in_the_prompt() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("model.yaml"),
            """
            answers:
              - when: [tide, Anselm]
                answer: At nine.
              - when: tide
                answer: |
                  It depends.
            """);
    String name = "script:" + script;
    assertThat(ModelName.parse(name).open(TIME, Map.of()).chat("A tide in Anselm"))
        .isEqualTo("At nine.");
    assertThat(ModelName.parse(name).open(TIME, Map.of()).chat("A tide"))
        .isEqualTo("It depends.\n");
    assertThatThrownBy(() -> ModelName.parse(name).open(TIME, Map.of()).chat("A\nboat"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("no answer for a prompt that begins with 'A⏎boat'");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt, names no model",
    "'', names no model",
    "script:, names no model",
    "openai:http://localhost:1/v1, does not say which model",
    "openai:http://localhost:1/v1#, does not say which model",
    "openai:localhost#a, is no web address",
    "openai:file:///etc/passwd#a, is no web address",
    "ollama:http://a b#c, is no web address",
    "script:gone.yaml, there is no such file"
  })
  void what_names_no_model_is_said(String name, String message) {
    assertThatThrownBy(() -> ModelName.parse(name).open(TIME, Map.of()))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"answers: []|'answers' is missing", "answer: a|'answer' is not known here"})
  void a_script_that_is_none_is_said(String yaml, String message) throws IOException {
    Path script = Files.writeString(folder.resolve("model.yaml"), yaml);
    assertThatThrownBy(() -> ModelScript.read(script)).hasMessageContaining(message);
  }

  private static String ask(String name, Map<String, String> environment) {
    return ModelName.parse(name).open(TIME, environment).chat("Grüße");
  }
}
