package dev.bagel.prompting.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallReaderTest {
  private static final Path ANSWERS =
      Path.of("src", "test", "resources", "functions", "answers.txt");

  @Test
  void answers_are_read_as_the_table_says() throws IOException {
    String table = Files.readString(ANSWERS);
    String[] cases = table.split("(?m)^==== ", -1);
    StringBuilder actual = new StringBuilder(cases[0]);
    for (int i = 1; i < cases.length; i++) {
      String title = cases[i].lines().findFirst().orElse("");
      String answer = cases[i].substring(title.length() + 1).split("(?m)^---->", 2)[0];
      actual.append("==== ").append(title).append('\n').append(answer);
      actual.append("----> ").append(shown(CallReader.read(unmarked(answer)))).append('\n');
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(ANSWERS, actual);
    }
    assertThat(cases).hasSizeGreaterThan(100);
    assertThat(actual.toString()).isEqualTo(Files.readString(ANSWERS));
  }

  @Test
  void an_answer_that_is_too_long_is_not_read() {
    ReadAnswer read = CallReader.read(" ".repeat(CallReader.LONGEST + 1));
    assertThat(((Unreadable) read).reason()).isEqualTo(Unreadable.Reason.TOO_LONG);
  }

  @Test
  void a_request_of_a_provider_is_read_alike() {
    assertThat(ReadCall.of(request("{\"query\": \"tides\"}")))
        .isEqualTo(new ReadCall("search", Map.of("query", new Value.Text("tides"))));
    assertThat(ReadCall.of(request(""))).isEqualTo(new ReadCall("search", Map.of()));
    assertThat(ReadCall.of(request("{\"query\": "))).isInstanceOf(Unreadable.class);
  }

  private static ToolExecutionRequest request(String arguments) {
    return ToolExecutionRequest.builder().name("search").arguments(arguments).build();
  }

  /// The line feed before the result is the table's.
  private static String unmarked(String answer) {
    String text = answer.endsWith("\n") ? answer.substring(0, answer.length() - 1) : answer;
    return text.replace('␀', '\0').replace('␍', '\r');
  }

  private static String shown(ReadAnswer read) {
    return switch (read) {
      case ReadCall(String function, Map<String, Value> params) ->
          function + " " + shown(new Value.Fields(params));
      case Unreadable(Unreadable.Reason reason, String message) -> reason + ": " + message;
    };
  }

  static String shown(Value value) {
    return switch (value) {
      case Value.Text(String text) -> JsonText.quote(text);
      case Value.Numeral(String literal) -> literal;
      case Value.Plain(String text) -> "~" + JsonText.quote(text);
      case Value.Truth(boolean truth) -> String.valueOf(truth);
      case Value.Nothing() -> "null";
      case Value.Items(var values) ->
          values.stream().map(CallReaderTest::shown).collect(Collectors.joining(", ", "[", "]"));
      case Value.Fields(var values) ->
          values.entrySet().stream()
              .map(one -> one.getKey() + ": " + shown(one.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }
}
