package dev.bagel.cli;

import static dev.bagel.cli.Words.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AskCommandTest {
  private static final String QUESTION = "When does the ferry leave?";

  @TempDir private Path folder;
  private Path ferry = Path.of("");
  private Path tides = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void texts() throws IOException {
    ferry = text("ferry.txt", "The ferry leaves at nine.\n\n");
    tides = text("tides.txt", "High water is at six.");
    log =
        text(
            "log.jsonl",
            """
            {"metadata": {"date": "2031-05-02", "page": 1.10}, "text": "The crane is broken."}

            {"text": "It rained."}
            """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_server_is_asked_about_the_files_and_its_answer_held_against_them(boolean openAi) {
    try (ModelServer server = new ModelServer(_ -> "At nine.\nSource:\nfile: ferry.txt")) {
      String model = openAi ? server.openAi() : server.ollama();
      Run run = Run.of("ask", "--model", model, "--in", ferry, tides, QUESTION);

      assertThat(run.err()).isEmpty();
      assertThat(run.result())
          .isEqualTo(
              """
              At nine.

              Sources:
                given     file: ferry.txt
                          in FOLDER/ferry.txt

              Cited: every source that it names was given.
              """
                  .replace("FOLDER", folder.toString()));
      assertThat(server.asked())
          .singleElement()
          .satisfies(
              asked ->
                  assertThat(asked.prompt())
                      .isEqualTo(
                          """
                          BEGININPUT
                          BEGINCONTEXT
                          file: ferry.txt
                          ENDCONTEXT
                          The ferry leaves at nine.
                          ENDINPUT
                          BEGININPUT
                          BEGINCONTEXT
                          file: tides.txt
                          ENDCONTEXT
                          High water is at six.
                          ENDINPUT
                          BEGININSTRUCTION
                          When does the ferry leave?  Source?
                          ENDINSTRUCTION\
                          """));
    }
  }

  @Test
  void each_source_is_given_altered_or_invented() throws IOException {
    Path answer =
        text(
            "answer.txt",
            """
            It is broken.
            Sources:
            - date: 2031-05-02, page: 7
            - file: ferry.txt
            - file: gone.txt
            """);
    assertThat(ask("--response", answer, "--in", ferry, log, QUESTION).result())
        .isEqualTo(
            """
            It is broken.

            Sources:
              altered   date: 2031-05-02, page: 7
                        FOLDER/log.jsonl, line 1 has page: 1.10
              given     file: ferry.txt
                        in FOLDER/ferry.txt
              invented  file: gone.txt

            Partly cited: of the sources that it names, some were given, others not or not like this.
            """
                .replace("FOLDER", folder.toString()));

    JsonNode json = ask("--response", answer, "--in", ferry, log, QUESTION, "--json").json();
    assertThat(json.propertyNames())
        .containsExactly("answer", "support", "supported", "citations", "left_out");
    assertThat(json.at("/support").asString()).isEqualTo("partly_cited");
    assertThat(json.at("/supported").asBoolean()).isTrue();
    assertThat(json.at("/citations").valueStream().map(it -> it.path("outcome").asString()))
        .containsExactly("altered", "given", "invented");
    assertThat(json.at("/citations/0").toString())
        .isEqualTo(
            """
            {"outcome":"altered",\
            "quoted":[{"key":"date","value":"2031-05-02"},{"key":"page","value":"7"}],\
            "blocks":[{"from":"FOLDER/log.jsonl, line 1",\
            "metadata":{"date":"2031-05-02","page":"1.10"}}],\
            "differences":[{"key":"page","value":"7","given":"1.10"}]}\
            """
                .replace("FOLDER", folder.toString()));
  }

  @Test
  void a_field_that_the_block_does_not_have_is_a_difference() throws IOException {
    Path blocks =
        text(
            "b.jsonl",
            """
            {"metadata": {"a": "1"}, "text": "One."}
            {"metadata": {"b": true}, "text": "Two."}
            """);
    assertThat(ask("--response", text("r", "Yes.\nSource: a: 1, b: 2"), "--in", blocks, "?").out())
        .contains("altered   a: 1, b: 2\n", "b.jsonl, line 1 has no b: 2\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nine. Source: ferry.txt|cited|true|Cited:",
        "Nine. Source: f.txt|miscited|false|NOT SUPPORTED: no source that it names",
        "Nine.|uncited|false|NOT SUPPORTED: it names no source.",
        "The context does not say.|declined|false|NOT ANSWERED: the model says",
        "Source: file: ferry.txt|empty|false|NOT ANSWERED: there are sources only."
      })
  void what_an_answer_rests_on_is_said(
      String answer, String support, boolean supported, String line) throws IOException {
    Path response = text("response", answer);
    JsonNode json = ask("--in", ferry, QUESTION, "--response", response, "--json").json();
    assertThat(json.path("support").asString()).isEqualTo(support);
    assertThat(json.path("supported").asBoolean()).isEqualTo(supported);
    String text = ask("--in", ferry, QUESTION, "--response", response).result();
    assertThat(text.lines().toList().getLast()).startsWith(line);
    assertThat(ask("--in", ferry, QUESTION, "--response", response, "--color=always").result())
        .contains("\u001b[", "m" + line.substring(0, line.indexOf(':')) + "\u001b[0m:");
  }

  @Test
  void what_a_model_answers_does_not_steer_a_terminal() throws IOException {
    String answer = "\u001b[31mNine\u009b \u202e!\r\nمی\u200cخواهم\nSource: file: \u001b]0;x\u0007";
    Path response = text("response", answer);
    String shown = ask("--in", ferry, QUESTION, "--response", response).result();
    assertThat(shown)
        .startsWith("␛[31mNine\\u{9b} \\u{202e}!\nمی\u200cخواهم\n")
        .contains("invented  file: ␛]0;x␇\n");
    assertThat(
            ask("--in", ferry, QUESTION, "--response", response, "--json")
                .json()
                .path("answer")
                .asString())
        .isEqualTo("\u001b[31mNine\u009b \u202e!\nمی\u200cخواهم");
  }

  @Test
  void a_script_answers_without_a_server() throws IOException {
    Path script = text("model.yaml", "answers: [{when: ferry, answer: Nine.}]");
    assertThat(ask("--model", "script:" + script, "--in", ferry, QUESTION).result())
        .startsWith("Nine.\n");
    assertThat(ask("--model", "script:" + script, "--in", tides, "--as-written", "Up?").failure(3))
        .contains("has no answer for a prompt that begins with 'BEGININPUT⏎");
  }

  @ParameterizedTest
  @CsvSource({"429, wait a little", "500, the stand-in says 500", "401, the stand-in says 401"})
  void a_server_that_refuses_is_said(int status, String message) {
    try (ModelServer server = new ModelServer(_ -> "Nine.").failing(status)) {
      assertThat(ask("--model", server.ollama(), "--in", ferry, QUESTION).failure(3))
          .contains(server.ollama() + " did not answer: ", message);
    }
  }

  @Test
  void a_server_that_answers_nothing_is_said() {
    try (ModelServer server = new ModelServer(_ -> " ")) {
      assertThat(ask("--model", server.openAi(), "--in", ferry, QUESTION).failure(3))
          .contains("the model answered nothing");
    }
  }

  @Test
  void a_server_that_hangs_is_left() {
    CountDownLatch closed = new CountDownLatch(1);
    try (ModelServer server = new ModelServer(_ -> answerAfter(closed))) {
      Object[] words = {"--model", server.openAi(), "--in", ferry, QUESTION};
      try {
        assertThat(ask(join(words, "--answer-seconds", 1)).failure(3))
            .contains("did not answer", "; give it more with --answer-seconds");
      } finally {
        closed.countDown();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--max-characters 0|--max-characters is 0; give 1 or more",
        "--max-tokens 5|--max-tokens needs --tokenizer DIR",
        "--tokenizer .|--tokenizer counts for --max-tokens",
        "--max-tokens 5 --max-characters 5|exclude each other",
        "--max-tokens 0 --tokenizer .|--max-tokens is 0; give 1 or more",
        "--print-prompt --response a|exclude each other",
        "--model gpt|names no model",
        "--json|--model is missing"
      })
  void options_that_do_not_go_together_are_said(String options, String message) {
    List<Object> words = new ArrayList<>(List.of("--in", ferry, QUESTION));
    words.addAll(List.of(options.split(" ")));
    assertThat(ask(words.toArray()).failure(2)).contains(message);
  }

  private static String answerAfter(CountDownLatch latch) {
    try {
      latch.await();
      return "Nine.";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path text(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    return Files.writeString(file, text);
  }

  private static Run ask(Object... words) {
    return Run.of(join(new Object[] {"ask"}, words));
  }
}
