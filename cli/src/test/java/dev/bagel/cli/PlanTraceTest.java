package dev.bagel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.prompting.plan.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bagel plan show` and `replay`: traces that were kept.
class PlanTraceTest {
  @TempDir private Path folder;
  private Path trace;

  @BeforeEach
  void a_trace_with_a_solved_answer() throws IOException {
    trace = folder.resolve("trace.json");
    Path plan = folder.resolve("plan.txt");
    Files.writeString(plan, "#E1 = HyperlinkExtractor[http://a.example/x\u202e]\nAnswer: see #E1");
    try (ModelServer model = new ModelServer(_ -> "At a.\u001b[2J")) {
      assertThat(
              Run.of(
                      "plan",
                      "run",
                      "--model",
                      model.openAi(),
                      "--response",
                      plan,
                      "--trace",
                      trace,
                      "Where?")
                  .code())
          .isZero();
    }
  }

  @Test
  void a_trace_is_shown_a_line_a_step() {
    assertThat(Run.of("plan", "show", trace).result())
        .startsWith("Question  Where?\n\nPlan 1    given\n  1  HyperlinkExtractor  done ")
        .contains("\nsolved after ")
        .endsWith("At a.␛[2J\n")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void a_trace_is_its_own_json() throws IOException {
    assertThat(Run.of("plan", "show", trace, "--json").result()).isEqualTo(Files.readString(trace));
  }

  @Test
  void a_replay_says_that_nothing_differs_or_what() throws IOException {
    assertThat(Run.of("plan", "replay", trace).result()).isEqualTo("replayed: no differences\n");

    String edited =
        Files.readString(trace).replace("At a.", "At b.").replaceFirst("At b.", "At a.");
    Files.writeString(trace, edited);
    Run run = Run.of("plan", "replay", trace);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).startsWith("the answer: recorded 'At b.").hasLineCount(1);
    assertThat(run.line()).endsWith("differs in 1 place");
  }

  @Test
  void a_replay_with_a_model_asks_it_for_the_answer() {
    try (ModelServer model = new ModelServer(_ -> "At c.")) {
      Run run = Run.of("plan", "replay", trace, "--model", model.openAi(), "--json");

      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).contains("\"answer\" : \"At c.\"");
      assertThat(model.asked()).hasSize(1);
      assertThat(model.asked().getFirst().prompt())
          .isEqualTo(TraceFile.read(TextInput.of(trace), "it").solver().prompt());
    }
    try (ModelServer model = new ModelServer(_ -> "")) {
      assertThat(Run.of("plan", "replay", trace, "--model", model.openAi()).failure(3))
          .contains("did not answer");
    }
  }

  @Test
  void what_is_no_trace_is_refused() throws IOException {
    assertThat(Run.of("plan", "show", folder.resolve("none")).failure(2)).contains("no such file");
    Files.writeString(trace, "{\"format\": 3}");
    assertThat(Run.of("plan", "show", trace).failure(2)).contains("is no trace of a plan");
    assertThat(Run.of("plan", "replay", trace).failure(2)).contains("is no trace of a plan");
  }
}
