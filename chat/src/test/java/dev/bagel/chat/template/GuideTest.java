package dev.bagel.chat.template;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.chat.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the documentation of chat templates says.
class GuideTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void the_code_of_the_guide_compiles() throws IOException {
    String guide = Files.readString(DOCS.resolve("how-to/render-chat-templates.md"));
    String compiled =
        flat(Files.readString(Path.of("src/test/java/dev/bagel/chat/template/GuideExamples.java")));
    List<String> blocks =
        JAVA.matcher(guide).results().map((MatchResult found) -> found.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(5);
    for (String block : blocks) {
      for (String part : block.split("\n\n", -1)) {
        assertThat(compiled).contains(flat(part));
      }
    }
  }

  private static String flat(String code) {
    return code.lines().map(String::strip).collect(joining(" ")).replaceAll("\\s+", " ").strip();
  }

  @Test
  void the_code_of_the_guide_does_what_it_says() {
    ChatTemplate tools =
        ChatTemplate.parse(
            "t",
            "{{ messages[1].images[0] }} {{ tools[0].function.name }} {{ enable_thinking }}"
                + " {{ strftime_now('%Y') }}");
    assertThat(GuideExamples.tools(tools)).isEqualTo("bee.png weather False 2026");
    assertThat(GuideExamples.formats()).isEqualTo("<s>[INST] Hello [/INST]");
    ChatTemplate spans =
        ChatTemplate.parse("t", "a{% generation %}{{ messages[0].content }}{% endgeneration %}");
    assertThat(new GuideExamples().spans(spans, List.of(Message.assistant("b {{ 1 }}"))))
        .containsExactly("b {{ 1 }}");
    ChatTemplate strict = ChatTemplate.parse("t", "{{ raise_exception('roles must alternate') }}");
    assertThat(GuideExamples.errors(strict, List.of()))
        .startsWith("refused: chat template t, line 1, column 1: roles must alternate | ");
    assertThatThrownBy(() -> new GuideExamples().first()).hasMessageContaining("my-model");
    assertThatThrownBy(GuideExamples::install).hasMessageContaining("my-model");
  }

  @Test
  void the_reference_names_filters_and_tests_that_there_are() throws IOException {
    assertThat(names("Filters"))
        .hasSizeGreaterThan(45)
        .allSatisfy(name -> assertThat(Filters.find(name)).as(name).isPresent());
    assertThat(names("Tests"))
        .hasSizeGreaterThan(25)
        .allSatisfy(name -> assertThat(Tests.find(name)).as(name).isPresent());
  }

  /// What a row of the reference's table of the language names.
  private static List<String> names(String row) throws IOException {
    String line =
        Files.readAllLines(DOCS.resolve("reference/chat-templates.md")).stream()
            .filter(each -> each.startsWith("| " + row + " |"))
            .findFirst()
            .orElseThrow();
    return Pattern.compile("`(\\w+)`")
        .matcher(line)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
