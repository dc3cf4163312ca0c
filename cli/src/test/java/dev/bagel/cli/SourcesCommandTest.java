package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.dataset.source.SourceCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SourcesCommandTest {
  @TempDir private Path temp;

  @Test
  void list_names_every_source_and_its_licence_in_80_columns() {
    String text = Run.of("sources", "list").result();

    assertThat(text).contains(SourceCatalog.names());
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(80));
    JsonNode json = Run.of("sources", "list", "--json").json();
    assertThat(json.findValuesAsString("name")).isEqualTo(SourceCatalog.names());
    assertThat(json.findValuesAsString("licence"))
        .allSatisfy(each -> assertThat(text).contains(each));
    assertThat(Run.of("sources").result()).isEqualTo(text);
  }

  @Test
  void show_tells_the_same_facts_as_text_and_as_json() {
    for (String name : SourceCatalog.names()) {
      String text = Run.of("sources", "show", name).result().replaceAll("\\s+", " ");
      JsonNode json = Run.of("sources", "show", name, "--json").json();

      assertThat(json.get("name").asString()).isEqualTo(name);
      List<String> facts = new ArrayList<>();
      json.forEachEntry(
          (_, fact) -> {
            if (fact.isString()) {
              facts.add(fact.asString());
            }
            fact.forEach(part -> facts.add(part.asString()));
          });
      assertThat(text).contains(facts);
    }
  }

  @Test
  void an_unknown_name_is_told_what_there_is() {
    for (String command : List.of("show", "try")) {
      assertThat(Run.of("sources", command, "bool").failure(2))
          .contains("there is no source 'bool'", "ai2_arc", "boolq");
    }
  }

  @Test
  void try_prints_as_many_samples_as_asked_for_and_why_rows_were_dropped() {
    JsonNode json = Run.of("sources", "try", "boolq", "--count", 2, "--json").json();
    assertThat(json.get("samples")).hasSize(2);
    assertThat(json.get("candidates").asLong())
        .isEqualTo(json.get("kept").asLong() + json.get("dropped").get("malformed").asLong());

    String text = Run.of("sources", "try", "boolq", "--count", 2).result();
    assertThat(text)
        .contains("[human]", "[gpt]", "dropped: 1 malformed")
        .contains(json.get("samples").findValuesAsString("id"));
    assertThat(text.lines().filter(line -> line.startsWith("── "))).hasSize(2);
  }

  @Tag("slow")
  @Test
  void every_source_can_be_tried_on_the_rows_inside() {
    for (String name :
        SourceCatalog.names().stream().filter(n -> !n.equals("gutenberg")).toList()) {
      JsonNode json = Run.of("sources", "try", name, "--json").json();
      assertThat(json.get("samples")).as(name).hasSize(3);
    }
  }

  @Test
  void try_names_what_a_hub_lacks() {
    assertThat(Run.of("sources", "try", "boolq", "--hub", temp).failure(2))
        .contains(temp.toString(), "google/boolq/data/train-*");
  }
}
