package dev.bagel.cli;

import static dev.bagel.cli.Words.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SummariseCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"summarise", "summarize"})
  void what_one_prompt_holds_takes_one_question(String command) throws IOException {
    Path log = text("log.txt", "A calm day.\n");
    try (ModelServer server = new ModelServer(_ -> " Calm.\r\n\u001b[2JVery. ")) {
      Run run = Run.of(command, "--model", server.openAi(), "--in", log, "--words", 20);

      assertThat(run.err()).isEmpty();
      assertThat(run.result()).isEqualTo("Calm.\n␛[2JVery.\n");
      assertThat(server.asked())
          .singleElement()
          .satisfies(
              asked ->
                  assertThat(asked.prompt())
                      .isEqualTo(
                          """
                          BEGININPUT
                          BEGINCONTEXT
                          file: log.txt
                          ENDCONTEXT
                          A calm day.
                          ENDINPUT
                          BEGININSTRUCTION
                          Summarize the input in around 20 words.
                          ENDINSTRUCTION\
                          """));
    }
  }

  @Test
  void longer_texts_go_by_rounds() throws IOException {
    Path log = text("log.txt", days(60));
    try (ModelServer server = new ModelServer(SummariseCommandTest::summary)) {
      Object[] words = {"--model", server.ollama(), "--in", log, "--max-characters", 1_000};
      Run run = summarise(words);

      assertThat(run.result()).isEqualTo("It blew.\n");
      int parts = server.asked().size() - 1;
      assertThat(run.err())
          .isEqualTo(
              "round 1: summarises %d parts\nround 2: summarises their summaries\n"
                  .formatted(parts));
      assertThat(server.asked()).allMatch(asked -> asked.prompt().length() <= 1_000);
      assertThat(summarise(join(words, "--json")).json().toString())
          .isEqualTo(
              """
              {"summary":"It blew.","complete":true,"rounds":[{"parts":%d,"missing":[]},\
              {"parts":1,"missing":[]}]}\
              """
                  .formatted(parts));
    }
  }

  @Test
  void a_part_that_fails_is_missing_and_the_summary_says_so() throws IOException {
    Path log = text("log.txt", days(60));
    try (ModelServer server =
        new ModelServer(prompt -> prompt.contains("Day 1 ") ? " " : summary(prompt))) {
      Object[] words = {"--model", server.openAi(), "--in", log, "--max-characters", 1_000};
      Run run = summarise(words);

      assertThat(run.result()).isEqualTo("It blew.\n\nNOT COMPLETE: a part is missing.\n");
      assertThat(run.err())
          .containsPattern("(?m)^left out part 1 of \\d+ in round 1: the model answered nothing$");
      JsonNode json = summarise(join(words, "--json")).json();
      assertThat(json.path("complete").asBoolean()).isFalse();
      assertThat(json.at("/rounds/0/missing").toString())
          .isEqualTo(
              """
              [{"part":1,"kind":"empty","message":"the model answered nothing"}]\
              """);
    }
  }

  @Test
  void without_a_budget_a_prompt_has_at_most_12_000_characters() throws IOException {
    Path log = text("log.txt", days(600));
    try (ModelServer server = new ModelServer(SummariseCommandTest::summary)) {
      assertThat(summarise("--model", server.openAi(), "--in", log).result())
          .isEqualTo("It blew.\n");
      assertThat(server.asked())
          .hasSizeGreaterThan(2)
          .allMatch(asked -> asked.prompt().length() <= 12_000);
    }
  }

  @Test
  void tokens_are_counted_by_the_models_tokenizer() throws IOException {
    Path model = LetterTokenizer.in(folder.resolve("model"));
    Path log = text("log.txt", days(60));
    try (ModelServer server = new ModelServer(SummariseCommandTest::summary)) {
      Object[] words = {"--model", server.openAi(), "--in", log, "--tokenizer", model};
      assertThat(summarise(join(words, "--max-tokens", 1_000)).result()).isEqualTo("It blew.\n");
      assertThat(server.asked())
          .hasSizeGreaterThan(2)
          .allMatch(asked -> asked.prompt().length() <= 1_000);
    }
  }

  @Test
  void a_prompt_is_printed_where_one_holds_it_all() throws IOException {
    Path log = text("log.txt", days(60));
    String prompt = summarise("--in", log, "--print-prompt").result();
    assertThat(prompt)
        .startsWith("BEGININPUT\n")
        .endsWith("Summarize the input in around 130 words.\nENDINSTRUCTION\n");
    assertThat(summarise("--in", log, "--print-prompt", "--json").json().path("prompt").asString())
        .isEqualTo(prompt.stripTrailing());
    assertThat(summarise("--in", log, "--print-prompt", "--max-characters", 500).failure(2))
        .contains("%,d characters, more than the 500 characters".formatted(prompt.length() - 1));
  }

  @Test
  void what_cannot_be_summarised_is_said() throws IOException {
    Path log = text("log.txt", days(20));
    Path empty = text("empty.txt", "");
    Path script = text("model.yaml", "answers: [{answer: \"%s\"}]".formatted("Wind. ".repeat(300)));
    Object[] words = {"--model", "script:" + script, "--in", log, "--max-characters"};
    assertThat(summarise(join(words, 50)).failure(2))
        .contains("holds no text", "give more than the 50 characters of --max-characters");
    Run longer = summarise(join(words, 500));
    assertThat(longer.code()).isEqualTo(3);
    assertThat(longer.err()).contains("no shorter than what they are of", "take another model");
    assertThat(summarise("--model", "script:" + script, "--in", empty, "--words", 5).failure(2))
        .contains("there is no text");
    assertThat(summarise("--in", log).failure(2)).contains("--model is missing");
  }

  @Test
  void a_server_that_refuses_is_said() throws IOException {
    Path log = text("log.txt", "A calm day.");
    try (ModelServer server = new ModelServer(_ -> "Calm.").failing(400)) {
      assertThat(summarise("--model", server.ollama(), "--in", log).failure(3))
          .contains("did not answer: the model failed: ", "the stand-in says 400");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--words 0|--words is 0; give 1 or more",
        "--max-characters -5|--max-characters is -5; give 1 or more",
        "--response a|there is no option '--response'",
        "--tokenizer .|--tokenizer counts for --max-tokens"
      })
  void options_that_make_no_sense_are_said(String options, String message) throws IOException {
    Object[] words = {"--in", text("log.txt", "A calm day."), "--print-prompt"};
    assertThat(summarise(join(words, (Object[]) options.split(" "))).failure(2)).contains(message);
  }

  private static String summary(String prompt) {
    return prompt.contains("Day ") ? "Wind." : "It blew.";
  }

  private static String days(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            "Day %d of the log: the wind came from the west, and four boats stayed in."::formatted)
        .collect(Collectors.joining("\n\n"));
  }

  private Path text(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Run summarise(Object... words) {
    return Run.of(join(new Object[] {"summarise"}, words));
  }
}
