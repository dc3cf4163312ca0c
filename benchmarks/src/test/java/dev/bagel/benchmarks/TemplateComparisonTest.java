package dev.bagel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.bagel.BagelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateComparisonTest {
  private static final Path SCRIPT = Path.of("peers", "chat_templates.py");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @TempDir private Path temp;

  @Test
  void the_four_templates_give_the_same_as_python_and_a_line_in_every_table() {
    try (PythonPeer python = python()) {
      comparison(python).mainTemplates();
    }

    String tables = printed.toString(StandardCharsets.UTF_8);
    assertThat(tables).contains("the same bytes from both: 4 of 4 cases");
    for (String template : TemplateCases.MAIN) {
      assertThat(tables.lines().filter(line -> line.startsWith(template))).hasSize(3);
    }
  }

  @Test
  void the_four_templates_write_about_as_much() {
    BagelPeer bagel = new BagelPeer();
    bagel.load(TemplateCases.MAIN.stream().map(name -> TemplateCases.main(name, 6)).toList());

    for (int i = 0; i < TemplateCases.MAIN.size(); i++) {
      assertThat(bagel.render(i)).hasSizeBetween(1_900, 2_200).contains("eighty-seven steps");
    }
  }

  @Test
  void cases_of_one_template_share_a_line_and_those_that_must_fail_are_left_out()
      throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("cases.jsonl"),
            """
            {"template_name": "a", "template": "{{ messages[0].n + x }}", "messages": [{"n": 1}], "extra": {"x": 2}, "absent": ["tools"]}
            {"template_name": "a", "template": "{{ tools is defined }}", "messages": [], "absent": ["tools"]}
            {"template_name": "b", "template": "{{ raise_exception('no') }}", "messages": [], "error": true}
            """);

    try (PythonPeer python = python()) {
      comparison(python).caseFile(TemplateCases.read(file));
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("the same bytes from both: 2 of 2 cases", "of 1 templates: median ratio");
  }

  @Test
  void what_is_no_file_of_cases_is_named() throws IOException {
    Path file = Files.writeString(temp.resolve("cases.jsonl"), "no JSON");

    assertThatThrownBy(() -> TemplateCases.read(file))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("cases.jsonl");
  }

  @Test
  void without_python_or_jinja_there_is_one_line_that_says_what_to_install() {
    assertThatThrownBy(() -> PythonPeer.start(List.of("no-such-python", "false"), SCRIPT))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("python3-jinja2")
        .extracting(e -> ((BagelException) e).kind())
        .isEqualTo(BagelException.Kind.USER);
  }

  private TemplateComparison comparison(PythonPeer python) {
    return new TemplateComparison(
        new BagelPeer(),
        python,
        new TemplateSettings(null, 1, 0.001, 0.001, List.of(6, 60)),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private static PythonPeer python() {
    try {
      return PythonPeer.start(List.of("/usr/bin/python3", "python3"), SCRIPT);
    } catch (BagelException e) {
      return abort(e.getMessage());
    }
  }
}
