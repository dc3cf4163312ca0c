package dev.bagel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.functions.CallFormat;
import dev.bagel.prompting.functions.CallPrompt;
import dev.bagel.prompting.functions.Functions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// `bagel call`, from the command line to a model and back.
class CallCommandTest {
  private static final String YAML =
      """
      book_ferry:
        description: Books seats.
        params:
          to: Where to go. (one of "Hallig", "Brook")
          people: How many. (integer)
      harbour_time:
        description: Tells the time.
      """;
  private static final String INPUT = "Two to Hallig, please";
  private static final String GOOD =
      "{\"function\": \"book_ferry\", \"params\": {\"to\": \"Hallig\", \"people\": 2}}";
  private static final String BAD = "{\"function\": \"book_fery\", \"params\": {}}";
  private static final String CALL =
      """
      {
        "function" : "book_ferry",
        "params" : {
          "to" : "Hallig",
          "people" : 2
        }
      }
      """;

  @TempDir private Path folder;
  private Path functions = Path.of("");

  @BeforeEach
  void write_functions() throws IOException {
    functions = file("ferries.yaml", YAML);
  }

  @Test
  void a_call_is_one_object_and_nothing_else() throws IOException {
    Run run = ask("script:" + file("model.yaml", "answers: [{answer: '" + GOOD + "'}]"));

    assertThat(run.result()).isEqualTo(CALL);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void both_protocols_carry_the_prompt_to_the_byte() {
    try (ModelServer server = new ModelServer(_ -> GOOD)) {
      assertThat(ask(server.openAi()).result()).isEqualTo(CALL);
      assertThat(ask(server.ollama(), "--format", "yaml").result()).isEqualTo(CALL);
      assertThat(server.asked())
          .extracting(ModelServer.Asked::prompt)
          .containsExactly(prompt(CallFormat.JSON), prompt(CallFormat.YAML));
    }
  }

  @Test
  void a_wrong_answer_is_repaired_and_told() {
    UnaryOperator<String> script = prompt -> prompt.contains("book_fery") ? GOOD : BAD;
    try (ModelServer server = new ModelServer(script)) {
      Run run = ask(server.openAi());

      assertThat(run.result()).isEqualTo(CALL);
      assertThat(run.err())
          .isEqualTo(
              "round 1 of 3: function: there is no function 'book_fery'; expected 'book_ferry'\n");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void json_has_every_round() {
    UnaryOperator<String> script = prompt -> prompt.contains("book_fery") ? GOOD : BAD;
    try (ModelServer server = new ModelServer(script)) {
      JsonNode json = ask(server.ollama(), "--json").json();

      assertThat(json.propertyNames()).containsExactly("function", "params", "rounds");
      assertThat(json.at("/params/people").intValue()).isEqualTo(2);
      assertThat(json.at("/rounds/0/prompt").asString()).isEqualTo(prompt(CallFormat.JSON));
      assertThat(json.at("/rounds/0/answer").asString()).isEqualTo(BAD);
      assertThat(json.at("/rounds/0/problems/0").asString()).contains("'book_fery'");
      assertThat(json.at("/rounds/1/answer").asString()).isEqualTo(GOOD);
      assertThat(json.at("/rounds/1/problems")).isEmpty();
    }
  }

  @Test
  void after_the_last_round_there_is_no_call() {
    try (ModelServer server = new ModelServer(_ -> "I cannot do \u001b[31mthat.")) {
      Run run = ask(server.openAi(), "--repairs", "1");
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().lines())
          .hasSize(2)
          .first()
          .asString()
          .startsWith("round 1 of 2: there is no call: answer with one object");
      assertThat(run.err().lines().toList().getLast())
          .startsWith("bagel: the model made no valid call in 2 rounds; at last: there is no call")
          .endsWith("; --json shows what it answered");
      assertThat(ask(server.openAi(), "--repairs", "0").failure(3)).contains("in one round;");

      Run json = ask(server.openAi(), "--repairs=0", "--json");
      assertThat(json.code()).isEqualTo(3);
      assertThat(Json.read(json.out()).at("/function").isNull()).isTrue();
      assertThat(Json.read(json.out()).at("/rounds/0/answer").asString()).contains("that.");
    }
  }

  @Test
  void a_model_that_answers_nothing_is_exit_code_3() throws IOException {
    try (ModelServer server = new ModelServer(_ -> " \n")) {
      assertThat(ask(server.openAi()).failure(3)).contains("did not answer", "answered nothing");
      assertThat(ask(server.ollama()).failure(3)).contains("answered nothing");
    }
    Path script = file("model.yaml", "answers: [{when: tides, answer: no}]");
    assertThat(ask("script:" + script).failure(3)).contains(script + " has no answer for a prompt");
  }

  @Test
  void a_server_that_refuses_says_why() {
    try (ModelServer server = new ModelServer(_ -> GOOD)) {
      assertThat(ask(server.failing(429).ollama()).failure(3))
          .contains("takes no more questions for now", "; wait a little, then try again");
      Run json = ask(server.failing(400).openAi(), "--json");
      assertThat(json.code()).isEqualTo(3);
      assertThat(Json.read(json.out()).at("/rounds/0/answer").isNull()).isTrue();
      assertThat(json.line()).contains("the stand-in says 400");
    }
  }

  @Test
  void a_server_that_is_not_there_is_exit_code_3() {
    assertThat(ask("openai:http://127.0.0.1:1/v1#none").failure(3))
        .contains("did not answer", "no connection to its server: is it running");
  }

  @Test
  void a_model_that_hangs_is_left_after_its_time() {
    CountDownLatch over = new CountDownLatch(1);
    UnaryOperator<String> hanging =
        _ -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return GOOD;
        };
    try (ModelServer server = new ModelServer(hanging)) {
      try {
        assertThat(ask(server.openAi(), "--answer-seconds", "1").failure(3))
            .endsWith("; give it more with --answer-seconds");
      } finally {
        over.countDown();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "Gladly! {\"function\": \"book_ferry\", \"params\": {\"to\": \"Hallig\", \"people\": 2}}"
            + " Bye.",
        "{'function': 'book_ferry', 'params': {'to': 'Hallig', 'people': '2',},}",
        "```yaml\nfunction: book_ferry\nparams:\n  to: Hallig\n  people: 2\n```",
        "function: book_ferry\nparams:\n  people: 2\n  to: Hallig\n",
        "<think>{\"function\": \"now\"}?</think>\n{\"name\": \"book_ferry\", \"arguments\":"
            + " {\"to\": \"Hallig\", \"people\": 2.0}}",
        "\uFEFF" + GOOD,
      })
  void an_answer_made_elsewhere_needs_neither_model_nor_input(String answer) throws IOException {
    assertThat(judge(answer).result()).isEqualTo(CALL);
  }

  @Test
  void every_problem_of_such_an_answer_is_named() throws IOException {
    Run run =
        judge(
            "{\"function\": \"book_ferry\", \"params\":"
                + " {\"to\": \"\\u001b[31mMars\", \"peple\u202E\": \"two\"}}");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            "params.peple\\u{202e}: there is no such parameter; expected 'people'",
            "params.to: found the text ' [31mMars'; expected one of \"Hallig\", \"Brook\"",
            "params.people: it is missing; expected integer",
            "bagel: %s holds no valid call: 3 problems, named above"
                .formatted(folder.resolve("answer.txt")));
  }

  @Test
  void a_single_problem_is_the_error() throws IOException {
    assertThat(judge(BAD).failure(2))
        .endsWith(
            "answer.txt holds no valid call: function: there is no function 'book_fery';"
                + " expected 'book_ferry'");
    assertThat(judge("").failure(2)).contains("holds no valid call: there is no call");
    assertThat(judge("{\"function\": \"book_ferry\", \"par").failure(2))
        .contains("is never closed");
    Run json = judge(BAD, "--json", INPUT);
    assertThat(json.code()).isEqualTo(2);
    JsonNode round = Json.read(json.out()).at("/rounds/0");
    assertThat(round.path("prompt").asString()).isEqualTo(prompt(CallFormat.JSON));
    assertThat(judge(GOOD, "--json").json().at("/rounds/0/prompt").isNull()).isTrue();
  }

  @Test
  void the_prompt_is_printed_as_it_is() throws IOException {
    String yaml = call("--print-prompt", INPUT).result();
    assertThat(yaml).isEqualTo(prompt(CallFormat.JSON) + "\n");
    assertThat(call("--print-prompt", "--format=yaml", "--json", INPUT).json().at("/prompt"))
        .hasToString(
            "\"" + prompt(CallFormat.YAML).replace("\n", "\\n").replace("\"", "\\\"") + '"');

    functions = file("tools.txt", "\n " + Functions.fromYaml(YAML).toSchema());
    assertThat(call("--print-prompt", INPUT).result()).isEqualTo(yaml);
    assertThat(call("--print-prompt", "--response", "a", INPUT).failure(2)).contains("exclude");
  }

  @Test
  void an_input_that_begins_with_an_at_sign_is_no_file_of_arguments() throws IOException {
    Path notes = file("notes", "--json");
    assertThat(call("--print-prompt", "@" + notes).result()).contains("Input: @" + notes);
  }

  @Test
  void an_input_that_begins_with_a_dash_goes_behind_two() {
    assertThat(call("--print-prompt", "- milk").failure(2))
        .contains("there is no option '- milk'; words that begin with - go behind --");
    assertThat(call("--print-prompt", "--", "- milk").result()).contains("Input: - milk\n");
  }

  @Test
  void input_comes_from_standard_input_too() {
    assertThat(typing(INPUT + "\r\n\n", () -> call("--print-prompt", "-")).result())
        .isEqualTo(prompt(CallFormat.JSON) + "\n");
    assertThat(typing("\n", () -> call("--print-prompt", "-")).failure(2))
        .contains("standard input is blank");
    assertThat(typing(GOOD, () -> call("--response", "-")).result()).isEqualTo(CALL);
    assertThat(typing(GOOD, () -> call("--response", "-", "-")).failure(2))
        .contains("standard input cannot be --response and INPUT at once");
  }

  @Test
  void a_command_line_that_asks_nothing_is_refused() {
    assertThat(call("--print-prompt").failure(2)).contains("INPUT is missing");
    assertThat(call("--print-prompt", " \t").failure(2)).contains("INPUT is blank");
    assertThat(call(INPUT).failure(2)).contains("--model is missing");
    assertThat(call("--repairs", "-1", "--print-prompt", INPUT).failure(2))
        .contains("--repairs is -1; give 0 or more");
    assertThat(ask("openai:#x", "--answer-seconds", "0").failure(2))
        .contains("--answer-seconds is 0; give 1 or more");
    assertThat(ask("openai:#x", "--temperature", "Infinity").failure(2))
        .contains("--temperature is Infinity; give 0 or more");
    assertThat(Run.of("call", INPUT).failure(2)).contains("--functions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " \n| is empty: write functions into it",
        "[]|there is no function to choose from",
        "[{\"name\": \"a\"},\n"
            + "{\"name\": b}]|the schema is not JSON: line 2: Unrecognized token 'b'",
        "[{\"name\": \"a\"}|the schema is not JSON: line 1: Unexpected end",
        "{\"tools\": []}|the tool needs a text 'name'",
        "[{\"name\": \"a\"}, 7]|tool 2 needs a text 'name'",
        "[{\"name\": \"a\", \"input_schema\": {}}]|tool 1: write 'parameters' for 'input_schema'",
        "{\"name\": \"a\"} {}|not JSON: line 1: Trailing token",
        "[{\"name\": \"a\", \"\\u001b[31m\": 1}]|tool 1 has the keyword ' [31m'",
        "\"\\u001b[31m\":\n  description: x|a function cannot be named ' [31m'",
        "a:\n  params:\n\tb: c|line 3: YAML is indented with spaces",
        "just words|line 1: expected 'key: value'",
        "\u0000\u0001\u0002|line 1: expected 'key: value'",
        "a:\n  \u202Ex: y|'\\u{202e}x' is not known here",
      })
  void a_file_that_declares_nothing_is_named_with_its_fault(String textAndFault)
      throws IOException {
    String[] parts = textAndFault.split("\\|", 2);
    functions = file("functions.txt", parts[0]);
    assertThat(call("--print-prompt", INPUT).failure(2))
        .startsWith("bagel: " + functions)
        .contains(parts[1]);
  }

  @Test
  void a_file_that_is_no_text_is_named() throws IOException {
    functions = folder;
    assertThat(call("--print-prompt", INPUT).failure(2)).contains("cannot read " + folder);
    functions = folder.resolve("gone.yaml");
    assertThat(call("--print-prompt", INPUT).failure(2)).contains("there is no such file");
    functions = Files.write(folder.resolve("binary"), new byte[] {'[', (byte) 0xff, 0});
    assertThat(call("--print-prompt", INPUT).failure(2)).contains("binary is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "a: [", "- ", "a:\n", "\"", " ", "# x\n", "a: b\n"})
  void a_huge_file_of_rubbish_is_one_line(String rubbish) throws IOException {
    functions = file("huge", rubbish.repeat(2_000_000 / rubbish.length()));
    assertThat(call("--print-prompt", INPUT).failure(2)).hasSizeLessThan(1000).contains("huge");
  }

  private Run ask(String model, String... more) {
    return call(Stream.concat(Stream.of("--model", model, INPUT), Stream.of(more)));
  }

  private Run judge(String answer, String... more) throws IOException {
    Path file = file("answer.txt", answer);
    return call(Stream.concat(Stream.of("--response", file), Stream.of(more)));
  }

  private Run call(String... args) {
    return call(Stream.of(args));
  }

  private Run call(Stream<?> args) {
    return Run.of(Stream.concat(Stream.of("call", "--functions", functions), args).toArray());
  }

  private static Run typing(String text, Supplier<Run> run) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
    try {
      return run.get();
    } finally {
      System.setIn(before);
    }
  }

  private static String prompt(CallFormat format) {
    return CallPrompt.of(Functions.fromYaml(YAML), INPUT, format);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
