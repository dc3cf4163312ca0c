package dev.bagel.prompting.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bagel.prompting.Mutated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a model answers, the reader and the checks give one of their results, in time.
class ReaderFuzzTest {
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    ":",
    ": ",
    ",",
    "\n",
    "\n  ",
    "- ",
    "|",
    ">",
    "#",
    "//",
    "/*",
    "*/",
    "\\",
    "\\u",
    "```",
    "function",
    "params",
    "name",
    "arguments",
    "null",
    "true",
    "1",
    "e9",
    "~",
    "&a",
    "*a",
    "!!",
    "---",
    "<think>",
    "</think>",
    "\t",
    "\r",
    "\0",
    "\ud800",
    "😀",
    " "
  };

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void mutated_answers_give_declared_results() throws IOException {
    assertThat(mutations(20_000, 1)).isEqualTo(20_000);
  }

  @Test
  @Tag("slow")
  @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_million_mutated_answers_give_declared_results() throws IOException {
    assertThat(mutations(1_000_000, 2)).isEqualTo(1_000_000);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void what_invites_to_read_again_and_again_is_read_in_one_go(String unit) {
    String answer = unit.repeat(CallReader.LONGEST / unit.length());
    for (String text : List.of(answer, answer + "\"}", "{\"function\": \"" + answer)) {
      assertThatCode(() -> judge(text)).doesNotThrowAnyException();
    }
  }

  static Stream<String> hostile() {
    return Stream.of(
        "{",
        "[",
        "{\"",
        "{'",
        "{\"{'",
        "{\"a\":",
        "{//",
        "{/*",
        "{#",
        "{a ",
        "{a:{",
        "\\",
        "\"",
        "'",
        "a: ",
        "function:\n",
        "function: a\n\nx\n",
        "function: a\nx\n",
        "- ",
        "params:\n - ",
        "\n",
        " ",
        "\t",
        "```\n",
        "params:\n  a: [",
        "name: |\n",
        "function: a\n\n",
        "function: {\"a\": 1}\n",
        "<think>",
        "{\"function\":\"a\"}",
        "{\"a\":1}",
        "{\"a\":\"",
        "function: 'a",
        "function: \"a\n",
        "x: y\n",
        " function: a\n",
        "function: a\n b\n",
        "function: >\n\n\n",
        "{\"function\":\"a\"},");
  }

  private static int mutations(int count, long seed) throws IOException {
    List<String> answers = answers();
    Functions functions = Cards.ALL;
    SplittableRandom chance = new SplittableRandom(seed);
    int declared = 0;
    for (int i = 0; i < count; i++) {
      String answer = Mutated.of(answers.get(chance.nextInt(answers.size())), PIECES, chance);
      try {
        declared += judge(functions, answer);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("answer %d: %s".formatted(i, JsonText.quote(answer)), e);
      }
    }
    return declared;
  }

  private static int judge(String answer) {
    return judge(Cards.ALL, answer);
  }

  private static int judge(Functions functions, String answer) {
    return switch (CallReader.read(answer)) {
      case Unreadable(_, String message) -> oneLine(message);
      case ReadCall call ->
          switch (functions.check(call)) {
            case ValidCall valid -> oneLine(valid.toJson());
            case InvalidCall(List<Problem> problems) ->
                problems.stream().mapToInt(problem -> oneLine(problem.line())).min().orElseThrow();
          };
    };
  }

  private static int oneLine(String message) {
    assertThat(message).isNotBlank().doesNotContain("\n", "\r");
    return 1;
  }

  private static List<String> answers() throws IOException {
    Path table = Path.of("src", "test", "resources", "functions", "answers.txt");
    List<String> answers = new ArrayList<>();
    for (String one : Files.readString(table).split("(?m)^==== .*\n", -1)) {
      answers.add(one.split("(?m)^---->", 2)[0]);
    }
    answers.add(
        "{\"function\": \"book_trip\", \"params\": {\"harbour\": \"A\", \"people\": 2, \"boat\":"
            + " \"sail\", \"stops\": [\"B\"], \"guests\": [{\"name\": \"Ann\", \"age\": 3}]}}");
    return answers;
  }
}
