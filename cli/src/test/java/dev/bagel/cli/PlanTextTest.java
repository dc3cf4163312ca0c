package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `bagel plan make` and `check`: plans that are not run.
class PlanTextTest {
  private static final String PLAN =
      """
      Plan: Search.
      :evidence0: = DuckDuckGo[ferry to Holm]
      :evidence1: = DuckDuckGo[tides]
      Plan: Read.
      :evidence2: = TextScraper[:evidence0:]
      Answer: It leaves at :evidence2:, or :evidence1:
      """;
  private static final String FAULTY = "Plan: x\n#E1 = DuckDuckGoo[x #E3]\nAnswer: #E1\n";

  @TempDir private Path folder;

  @Test
  void a_made_plan_is_printed_without_what_stands_around_it() {
    try (ModelServer model = new ModelServer(_ -> "Sure!\n```\n" + PLAN + "```\nHave fun.")) {
      Run run = Run.of("plan", "make", "--model", model.ollama(), "When?");

      assertThat(run.result()).isEqualTo(PLAN);
      assertThat(run.err()).isEmpty();
      assertThat(model.asked().getFirst().prompt()).endsWith("Question: When?\n");
    }
  }

  @Test
  void what_is_asked_for_depends_on_notation_and_tools() {
    assertThat(Run.of("plan", "make", "--print-prompt", "When?").result())
        .contains("KnowledgeModel[input]", ":evidence0: = Tool[input]");
    assertThat(
            Run.of(
                    "plan",
                    "make",
                    "--print-prompt",
                    "--notation=hash",
                    "--tools=TextScraper",
                    "When?")
                .result())
        .contains("TextScraper[input]", "#E1 = Tool[input]")
        .doesNotContain("KnowledgeModel", "evidence0");
  }

  @Test
  void faults_of_a_model_are_notes_and_exit_code_3() {
    try (ModelServer model = new ModelServer(_ -> FAULTY)) {
      Run run = Run.of("plan", "make", "--model", model.openAi(), "When?");

      assertThat(run.code()).isEqualTo(3);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .isEqualTo(
              """
              note: line 2 (#E1 = DuckDuckGoo[x #E3]): there is no tool DuckDuckGoo; did you mean DuckDuckGo? the tools are DuckDuckGo, TextScraper, HyperlinkExtractor, KnowledgeModel
              note: line 2 (#E1 = DuckDuckGoo[x #E3]): #E1 refers to #E3, which no step makes
              bagel: the plan cannot run: it has 2 faults
              """);
    }
  }

  @Test
  void a_plan_from_elsewhere_needs_no_question() throws IOException {
    assertThat(Run.of("plan", "make", "--response", file(PLAN)).result()).isEqualTo(PLAN);
    assertThat(Run.of("plan", "make", "--response", file(FAULTY)).code()).isEqualTo(2);
    assertThat(Run.of("plan", "make", "--model", "script:x").failure(2))
        .contains("QUESTION is missing");
    assertThat(Run.of("plan", "make", "--response", file(PLAN), "--max-steps", 2).err())
        .contains("there are 3 steps; at most 2 are allowed");
  }

  @Test
  void a_model_without_an_answer_is_one_line() {
    try (ModelServer model = new ModelServer(_ -> " ")) {
      assertThat(Run.of("plan", "make", "--model", model.openAi(), "When?").failure(3))
          .contains("did not answer: the model answered nothing");
    }
  }

  @Test
  void a_checked_plan_is_shown_as_a_graph() throws IOException {
    assertThat(Run.of("plan", "check", file(PLAN)).result())
        .isEqualTo(
            """
            evidence     tool         waits for    input
            :evidence0:  DuckDuckGo                ferry to Holm
            :evidence1:  DuckDuckGo                tides
            :evidence2:  TextScraper  :evidence0:  :evidence0:

            answer        It leaves at :evidence2:, or :evidence1:
            longest path  :evidence0: → :evidence2:
            together      :evidence0: :evidence1:
            """);
    assertThat(Run.of("plan", "check", "--response", folder.resolve("plan.txt")))
        .isEqualTo(Run.of("plan", "check", folder.resolve("plan.txt")));
  }

  @Test
  void the_faults_of_a_checked_plan_are_the_result() throws IOException {
    Run run = Run.of("plan", "check", file(FAULTY));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .hasLineCount(2)
        .contains("line 2 (#E1 = DuckDuckGoo[x #E3]): #E1 refers to #E3, which no step makes");
    assertThat(run.line()).isEqualTo("bagel: the plan cannot run: it has 2 faults");
  }

  @Test
  void machines_get_steps_graph_and_faults() throws IOException {
    JsonNode plan = Run.of("plan", "check", file("Here:\n" + PLAN), "--json").json();

    assertThat(plan.at("/plan").asString()).isEqualTo(PLAN);
    assertThat(plan.at("/text").asString()).startsWith("Here:");
    assertThat(plan.at("/notation").asString()).isEqualTo("evidence");
    assertThat(plan.at("/steps/2/tool").asString()).isEqualTo("TextScraper");
    assertThat(plan.at("/steps/2/references/0").asString()).isEqualTo(":evidence0:");
    assertThat(plan.at("/longest_path")).hasSize(2);
    assertThat(plan.at("/rounds/0")).hasSize(2);
    assertThat(plan.at("/faults")).isEmpty();
    assertThat(Run.of("plan", "make", "--response", folder.resolve("plan.txt"), "--json").json())
        .isEqualTo(plan);

    Run faulty = Run.of("plan", "check", file(FAULTY), "--json");
    JsonNode faults = JsonMapper.shared().readTree(faulty.out());
    assertThat(faulty.code()).isEqualTo(2);
    assertThat(faults.at("/faults/0/kind").asString()).isEqualTo("unknown_tool");
    assertThat(faults.at("/faults/0/line").asInt()).isEqualTo(2);
    assertThat(faults.at("/steps")).isEmpty();
  }

  @Test
  void the_prompt_for_another_plan_is_printed() throws IOException {
    Path faulty = file(FAULTY);

    assertThat(Run.of("plan", "check", faulty, "--print-prompt", "--question", "When?").result())
        .contains("An earlier plan was:\n> Plan: x\n", "there is no tool DuckDuckGoo")
        .endsWith("Question: When?\n");
    assertThat(Run.of("plan", "check", faulty, "--print-prompt").failure(2))
        .contains("go together");
    assertThat(Run.of("plan", "check", faulty, "--question", "When?").failure(2))
        .contains("go together");
    assertThat(
            Run.of("plan", "check", file(PLAN), "--print-prompt", "--question", "When?").failure(2))
        .contains("nothing is wrong");
  }

  @Test
  void what_is_checked_is_named_once() throws IOException {
    assertThat(Run.of("plan", "check").failure(2)).contains("FILE is missing");
    assertThat(Run.of("plan", "check", file(PLAN), "--response", "x").failure(2))
        .contains("cannot read x");
    assertThat(
            Run.of("plan", "check", file(PLAN), "--response", folder.resolve("plan.txt"))
                .failure(2))
        .contains("are the same: leave one out");
    assertThat(Run.of("plan", "check", folder.resolve("none")).failure(2))
        .contains("there is no such file");
  }

  @Test
  void a_hostile_plan_moves_no_cursor() throws IOException {
    Path plan = file("#E1 = DuckDuckGo[\u001b[2J\u202ex]\nAnswer: \u001b[31m#E1");

    assertThat(Run.of("plan", "check", plan).result())
        .contains("␛[2J\\u{202e}x", "␛[31m#E1")
        .doesNotContain("\u001b", "\u202e");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("plan.txt"), text);
  }
}
