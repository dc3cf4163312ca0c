package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `bagel render --cases`.
class RenderCasesTest {
  private static final Path LABELLED =
      Path.of("..", "..", "shared", "cases", "chat_templates.given.jsonl");

  @TempDir private Path temp;

  private Run cases(String... lines) throws IOException {
    return Run.of("render", "--cases", Files.write(temp.resolve("cases.jsonl"), List.of(lines)));
  }

  private static String one(String template, String more) {
    return "{\"id\": \"a\", \"template\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"b\"}]%s}"
        .formatted(template, more);
  }

  @Test
  void a_case_gives_its_id_and_its_text_or_its_error() throws IOException {
    assertThat(
            cases(
                    one("{{ messages[0].content }}", ""),
                    "",
                    one("{{ raise_exception('no') }}", ""),
                    one("{% if %}", "").replace("\"a\"", "7"),
                    one("{% if %}", ""))
                .result()
                .lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("{\"id\":\"a\",\"text\":\"b\"}"),
            line -> assertThat(line).startsWith("{\"id\":\"a\",\"error\":\"").contains(": no |"),
            line -> assertThat(line).startsWith("{\"id\":7,\"error\":\"").contains("line 1, col"),
            line ->
                assertThat(line).startsWith("{\"id\":\"a\",\"error\":\"").contains("of case 7"));
  }

  @Test
  void what_a_case_gives_is_passed_as_it_stands_and_what_it_does_not_give_is_undefined()
      throws IOException {
    String template =
        "{{ [tools, add_generation_prompt, bos_token, eos_token is defined, more,"
            + " strftime_now('%Y')] }}";
    assertThat(
            cases(
                    one(
                        template,
                        ", \"tools\": [1], \"add_generation_prompt\": null, \"bos_token\": \"<s>\","
                            + " \"eos_token\": \"x\", \"absent\": [\"eos_token\"], \"extra\":"
                            + " {\"more\": {\"k\": 1.0}}, \"strftime_now\":"
                            + " \"2024-07-26T12:00:00\""))
                .json()
                .path("text")
                .asString())
        .isEqualTo("[[1], None, '<s>', False, {'k': 1.0}, '2024']");
    assertThat(
            cases(
                    one(
                        "{{ [tools, add_generation_prompt, bos_token is defined] }}",
                        ", \"extra\": null, \"absent\": null"))
                .json()
                .path("text")
                .asString())
        .isEqualTo("[None, False, False]");
  }

  @Test
  void lines_that_are_no_cases_are_named_and_the_others_go_on() throws IOException {
    Run run =
        cases(
            "{\"id\": 1",
            one("x", ""),
            "{\"template\": \"\", \"messages\": []}",
            "{\"id\": 1, \"template\": 2, \"messages\": []}",
            one("", ", \"extra\": 1"),
            one("", ", \"absent\": [1]"),
            one("", ", \"strftime_now\": \"today\""));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("{\"id\":\"a\",\"text\":\"x\"}\n");
    assertThat(run.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("cases.jsonl, line 0: not JSON"),
            line -> assertThat(line).contains("line 2: there is no id"),
            line -> assertThat(line).contains("line 3: template is no text"),
            line -> assertThat(line).contains("line 4: extra is not an object"),
            line -> assertThat(line).contains("line 5: absent is not a list of names"),
            line -> assertThat(line).contains("line 6: strftime_now is \"today\""),
            line -> assertThat(line).startsWith("bagel: 6 of the lines of "));
  }

  @Test
  void a_file_that_cannot_be_read_is_refused() throws IOException {
    assertThat(Run.of("render", "--cases", temp.resolve("no.jsonl")).failure(2))
        .contains("no such file");
    assertThat(Run.of("render", "--cases", temp).failure(2)).contains("cannot read " + temp);
    Path latin = Files.write(temp.resolve("latin.jsonl"), new byte[] {'"', (byte) 0xE9, '"'});
    assertThat(Run.of("render", "--cases", latin).failure(2)).contains("is not UTF-8");
  }

  @Test
  void all_labelled_cases_give_what_python_gives() throws IOException {
    assumeTrue(Files.exists(LABELLED), LABELLED + " is not here");
    List<JsonNode> expected = Files.readAllLines(LABELLED).stream().map(Json::read).toList();
    List<JsonNode> results =
        Run.of("render", "--cases", LABELLED).result().lines().map(Json::read).toList();
    assertThat(results).hasSameSizeAs(expected);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      JsonNode want = expected.get(i);
      JsonNode got = results.get(i);
      boolean right =
          got.path("id").equals(want.path("id"))
              && (want.path("error").asBoolean(false)
                  ? got.has("error")
                  : got.path("text").equals(want.path("expected")));
      if (!right) {
        wrong.add(got.toString());
      }
    }
    assertThat(wrong).isEmpty();
  }
}
