package dev.bagel.prompting.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.model.ScriptedModel;
import dev.bagel.prompting.tool.Tool;
import dev.bagel.prompting.tool.ToolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final StandIn SEARCH =
      new StandIn("Search", input -> "found:\n" + input + " " + "x".repeat(70));
  private static final StandIn FAILS =
      new StandIn(
          "Fails",
          _ -> {
            throw ToolException.mayHelp("busy");
          });

  @Test
  void a_trace_is_printed_a_line_a_step() {
    assertThat(TraceText.of(trace()))
        .isEqualTo(
            """
            Question  What is it?

            Plan 1    of the model
              line 1: there is no tool Nobody; the tools are Search, Fails
              line 1: the plan must end with a line: Answer: #E1

            Plan 2    of the model
               1  Search  done         0.000 s  [a ]b] → found: a ]b xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (82 characters)
              12  Fails   failed       3.000 s  [found: a ]b xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…] busy (3 tries)

            Solver    asked with %d characters

            solved after 3.000 s
            Nobody knows.
            """
                .formatted(trace().solver().prompt().length()));
  }

  @Test
  void a_trace_is_kept_as_json() {
    PlanTrace trace = trace();
    String json = TraceFile.write(trace);

    assertThat(json).startsWith("{").endsWith("}\n").contains("\"bagel-plan-trace-1\"");
    assertThat(TraceFile.read(json, "trace.json")).isEqualTo(trace);
  }

  @Test
  void a_trace_of_any_text_can_be_kept_in_a_file() {
    Tool cuts = new StandIn("Cuts", _ -> "\ud83d\ude00 \ud83d \ude00\ud83d \0\u2028\\ud83d é");
    PlanTrace trace =
        PlanRunner.of(LanguageModel.of(ScriptedModel.of("unused")), Toolbox.of(cuts))
            .run("\ude00?", "#E1 = Cuts[x]\nAnswer: #E1");
    byte[] file = TraceFile.write(trace).getBytes(StandardCharsets.UTF_8);

    assertThat(TraceFile.read(new String(file, StandardCharsets.UTF_8), "trace.json"))
        .isEqualTo(trace);
  }

  @Test
  void what_is_no_trace_is_refused_in_one_line() {
    String json = TraceFile.write(trace());
    for (String other :
        new String[] {
          "",
          "[]",
          "null",
          "{}",
          "{\"format\":\"x\"}",
          json.replace("-trace-1", "-trace-2"),
          json.replace("\"question\"", "\"query\""),
          json.substring(0, 200),
          json + "{}",
          json.replace("\"FAILED\"", "\"BROKEN\""),
          json.replace("\"What is it?\"", "null")
        }) {
      assertThatThrownBy(() -> TraceFile.read(other, "trace.json"))
          .isInstanceOf(BagelException.class)
          .hasMessageStartingWith("trace.json is ")
          .message()
          .hasLineCount(1);
    }
  }

  @Test
  void what_is_wrong_with_an_edited_trace_is_said_by_line_and_name() {
    String json = TraceFile.write(trace());
    refused(edited(json, "\"FAILED\"", "\"BROKEN\""), "line 44: 'state' cannot be 'BROKEN'");
    refused(edited(json, "\"question\"", "\"why\" : 1, \"question\""), "'why' does not belong");
    refused(edited(json, "\"question\"", "\"query\""), "'question' is missing");
    refused(json.replaceFirst("\"nanos\" : \\d+,", ""), "'nanos' is missing");
    refused(json.substring(0, 200), "it is damaged, or cut off");
    refused("[]", "line 1: it is no JSON object");
    refused("", "line 1: it is no JSON object");
  }

  private static void refused(String json, String words) {
    assertThatThrownBy(() -> TraceFile.read(json, "trace.json"))
        .hasMessageStartingWith("trace.json is no trace of a plan, line ")
        .hasMessageContaining(words)
        .hasMessageNotContainingAny("dev.bagel", "Jackson", "creator", "REDACTED");
  }

  @Test
  void a_replay_gives_the_same_without_tools() throws ModelException {
    PlanTrace trace = TraceFile.read(TraceFile.write(trace()), "trace.json");

    assertThat(Replay.of(trace)).isEqualTo(new Replay("Nobody knows.", List.of()));
    Replay anew = Replay.of(trace, LanguageModel.of(ScriptedModel.of("It is x.")));
    assertThat(anew.answer()).isEqualTo("It is x.");
    assertThat(anew.differences())
        .containsExactly("the answer: recorded 'Nobody knows.', now 'It is x.'");
  }

  @Test
  void a_replay_says_where_an_edited_trace_differs() {
    String json = TraceFile.write(trace());
    String search = "found:\\na ]b " + "x".repeat(70);

    assertThat(
            Replay.of(
                    TraceFile.read(
                        edited(json, "\"output\" : \"" + search, "\"output\" : \"lost"), "t"))
                .differences())
        .hasSize(2)
        .anySatisfy(
            line -> assertThat(line).startsWith("plan 2, the input of #E12: recorded 'found"))
        .anySatisfy(line -> assertThat(line).startsWith("the solver's prompt: recorded"));
    assertThat(
            Replay.of(TraceFile.read(edited(json, "Search[a ]b]", "Look[a ]b]"), "t"))
                .differences())
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "plan 2, its steps: recorded '1 Search, 12 Fails', now '1 Look, 12"
                            + " Fails'"));
  }

  @Test
  void a_replay_of_a_direct_answer_takes_it_from_the_evidence() {
    PlanTrace trace = run(ScriptedModel.of("#E1 = Search[a]\nAnswer: #E1"));

    assertThat(trace.outcome().kind()).isEqualTo(Outcome.Kind.EVIDENCE);
    assertThat(Replay.of(trace).answer()).isEqualTo(trace.outcome().text());
    assertThat(Replay.of(trace).differences()).isEmpty();
  }

  @Test
  void a_difference_far_into_a_text_is_shown() {
    String input = "y".repeat(200);
    PlanTrace trace = run(ScriptedModel.of("#E1 = Search[" + input + "]\nAnswer: #E1"));
    String json = edited(TraceFile.write(trace), "Search[" + input, "Search[" + input + "z");

    assertThat(Replay.of(TraceFile.read(json, "t")).differences())
        .containsExactly(
            "plan 1, the input of #E1: recorded '…%s', now '…%s'"
                .formatted("y".repeat(30), "y".repeat(30) + "z"));
  }

  private static String edited(String json, String from, String to) {
    assertThat(json).contains(from);
    return json.replace(from, to);
  }

  /// A faulty plan, then one of which a step fails, then the solver.
  private static PlanTrace trace() {
    return run(
        ScriptedModel.of(
            "#E1 = Nobody[x]",
            "Plan: Look.\n#E1 = Search[a ]b]\n#E12 = Fails[#E1]\nAnswer: It is #E12",
            "Nobody knows."));
  }

  private static PlanTrace run(ScriptedModel model) {
    return new PlanRunner(
            LanguageModel.of(model),
            Toolbox.of(SEARCH, FAILS),
            PlanSettings.DEFAULTS,
            new HandClock())
        .run("What is it?");
  }
}
