package dev.bagel.prompting.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallValidatorTest {
  private static final String OK = "'harbour': 'A', 'people': 2, 'boat': 'sail'";

  @ParameterizedTest
  @MethodSource("wrong")
  void each_fault_has_its_line(String call, List<String> lines) {
    CheckedCall checked = Cards.ALL.check((ReadCall) CallReader.read(call));
    assertThat(checked)
        .isInstanceOfSatisfying(
            InvalidCall.class,
            invalid ->
                assertThat(invalid.problems().stream().map(Problem::line).toList())
                    .isEqualTo(lines));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong(
            "{'function': 'File-Analytic', 'params': {}}",
            "function: there is no function 'File-Analytic'; expected 'file_analytics'"),
        wrong(
            "{'function': 'search', 'params': {}}",
            "function: there is no function 'search'; expected one of file_analytics, book_trip,"
                + " now"),
        wrong(
            "{'function': 'now', 'params': {'zone': 1}}",
            "params.zone: there is no such parameter; expected no parameters"),
        wrong(
            "{'function': 'file_analytics', 'params': {'action': 'x', 'keyword': 'y'}}",
            "params.keyword: it stands in the wrong place; expected it in params.filters",
            "params.filters: it is missing; expected object"),
        wrong(
            "{'function': 'file_analytics', 'params': {'action': {'x': 1}, 'filters': 'y'}}",
            "params.action: found an object; expected string",
            "params.filters: found the text 'y'; expected object"),
        wrong(
            "{'function': 'file_analytics', 'params': {'action': null, 'filters': {'keyward':"
                + " 'y'}}}",
            "params.action: it is missing; expected string",
            "params.filters.keyward: there is no such parameter; expected 'keyword'",
            "params.filters.keyword: it is missing; expected string"),
        trip(
            "'people': 'two', 'harbour': true, 'boat': 'Sail'",
            "params.harbour: found true; expected string",
            "params.people: found the text 'two'; expected integer",
            "params.boat: found the text 'Sail'; expected one of \"sail\", \"motor, fast\""),
        trip(
            "'harbour': 'A', 'boat': 'sail', 'people': 2.5",
            "params.people: found the number 2.5; expected integer"),
        trip(
            "'harbour': 'A', 'boat': 'sail', 'people': 9223372036854775808",
            "params.people: found the number 9223372036854775808; expected integer"),
        trip(
            OK + ", 'price': '1,5', 'lunch': 1, 'stops': 'Skye'",
            "params.price: found the text '1,5'; expected number",
            "params.lunch: found the number 1; expected boolean",
            "params.stops: found the text 'Skye'; expected list of string"),
        trip(
            OK + ", 'stops': ['Skye', null, ['Mull']], 'guests': [{'age': 'x'}, 3]",
            "params.stops[1]: found null; expected string",
            "params.stops[2]: found a list; expected string",
            "params.guests[0].name: it is missing; expected string",
            "params.guests[0].age: found the text 'x'; expected integer",
            "params.guests[1]: found the number 3; expected object"));
  }

  private static Arguments trip(String params, String... lines) {
    return wrong("{'function': 'book_trip', 'params': {%s}}".formatted(params), lines);
  }

  private static Arguments wrong(String call, String... lines) {
    return Arguments.of(call, List.of(lines));
  }

  @ParameterizedTest
  @MethodSource("right")
  void values_are_changed_only_where_they_stay_exact(String params, String arguments) {
    String call = "{'function': 'book_trip', 'params': {%s}}".formatted(params);
    CheckedCall checked = Cards.ALL.check((ReadCall) CallReader.read(call));
    assertThat(checked)
        .isInstanceOfSatisfying(
            ValidCall.class,
            valid -> assertThat(valid.arguments().toString()).isEqualTo(arguments));
  }

  static Stream<Arguments> right() {
    String ok = "{harbour=A, people=2, ";
    return Stream.of(
        Arguments.of(OK, ok + "boat=sail}"),
        Arguments.of("'harbour': 'A', 'people': '2', 'boat': 'sail'", ok + "boat=sail}"),
        Arguments.of("'harbour': 'A', 'people': 2.0, 'boat': 'sail'", ok + "boat=sail}"),
        Arguments.of(
            "'harbour': 1.50, 'people': -0, 'boat': 'sail'", "{harbour=1.50, people=0, boat=sail}"),
        Arguments.of(OK + ", 'price': '1.50'", ok + "price=1.50, boat=sail}"),
        Arguments.of(OK + ", 'lunch': 'true'", ok + "lunch=true, boat=sail}"),
        Arguments.of(OK + ", 'stops': [], 'guests': None", ok + "boat=sail, stops=[]}"),
        Arguments.of(
            OK + ", 'guests': [{'age': 3, 'name': 'Bo'}]",
            ok + "boat=sail, guests=[{name=Bo, age=3}]}"));
  }

  @org.junit.jupiter.api.Test
  void a_call_full_of_faults_is_answered_with_twenty() {
    StringBuilder params = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      params.append("'p").append(i).append("': 1,");
    }
    CheckedCall checked =
        Cards.ALL.check((ReadCall) CallReader.read("{'function':'now','params':{" + params + "}}"));
    assertThat(((InvalidCall) checked).problems()).hasSize(20);
  }
}
