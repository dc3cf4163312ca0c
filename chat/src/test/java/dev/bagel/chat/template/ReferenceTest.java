package dev.bagel.chat.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the reference of chat templates says.
class ReferenceTest {

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
        Files.readAllLines(Path.of("..", "docs", "reference", "chat-templates.md")).stream()
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
