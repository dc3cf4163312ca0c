package dev.bagel.prompting.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.plan.PlanReading.Faulty;
import dev.bagel.prompting.plan.PlanReading.Sound;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCheckerTest {
  private static final Toolbox TOOLS =
      Toolbox.of(
          StandIn.echo("DuckDuckGo"),
          StandIn.echo("HyperlinkExtractor"),
          StandIn.echo("TextScraper"),
          StandIn.echo("KnowledgeModel"));

  @Test
  void the_example_of_the_card_is_sound() {
    assertThat(new PlanChecker(TOOLS, 6).read(NobelPlan.TEXT)).isInstanceOf(Sound.class);
  }

  @Test
  void all_faults_come_at_once_with_line_and_message() {
    assertThat(
            faults(
                """
                :evidence0: = duckduckgoo[x]
                :evidence1: = TextScraper[:evidence10:]
                :evidence1: = TextScraper[:evidence4:]

                :evidence3: = TextScraper[:evidence5:]
                :evidence4: = Google[x]
                :evidence5: = TextScraper[:evidence6:]
                :evidence6: = TextScraper[:evidence3: :evidence6:]
                :evidence7: = TextScraper
                Answer: :evidence9:
                """))
        .containsExactly(
            "line 1: there is no tool duckduckgoo; did you mean DuckDuckGo? the tools are"
                + " DuckDuckGo, HyperlinkExtractor, TextScraper, KnowledgeModel",
            "line 2: :evidence1: refers to :evidence10:, which no step makes",
            "line 3: :evidence1: is made twice; number the steps anew",
            "line 3: :evidence1: needs :evidence4: of a later step",
            "line 5: :evidence3: needs :evidence5:, which in turn needs it",
            "line 6: there is no tool Google; the tools are"
                + " DuckDuckGo, HyperlinkExtractor, TextScraper, KnowledgeModel",
            "line 7: :evidence5: needs :evidence6:, which in turn needs it",
            "line 8: :evidence6: needs :evidence6:, which in turn needs it",
            "line 9: after '=' comes one tool with its input: :evidence0: = Tool[input]",
            "line 10: the answer line refers to :evidence9:, which no step makes");
  }

  @Test
  void a_plan_without_answer_line_or_with_too_many_steps_is_faulty() {
    assertThat(faults("#E1 = TextScraper[x]\n#E2 = TextScraper[#E1]"))
        .containsExactly("line 2: the plan must end with a line: Answer: #E2");
    assertThat(faults("#E1 = TextScraper[x]\n".repeat(8) + "Answer: #E1"))
        .containsExactly("line 8: there are 8 steps; at most 7 are allowed");
    assertThat(faults("#E1 = TextScraper[x]\n".repeat(2_000) + "Answer: #E1"))
        .containsExactly("line 1001: there are more than 1000 steps");
    assertThat(faults("")).hasSize(2).first().asString().contains("no step");
  }

  @Test
  void tools_need_names_that_the_grammar_can_hold() {
    for (String name : List.of("", "2nd", "a-b", "a b", "a[")) {
      assertThatThrownBy(() -> Toolbox.of(StandIn.echo(name))).isInstanceOf(BagelException.class);
    }
    assertThatThrownBy(() -> Toolbox.of(StandIn.echo("A"), StandIn.echo("A")))
        .hasMessageContaining("two tools are called A");
    assertThatThrownBy(Toolbox::of).hasMessageContaining("at least one");
  }

  private static List<String> faults(String answer) {
    PlanReading reading = new PlanChecker(TOOLS, 7).read(answer);
    assertThat(reading).isInstanceOf(Faulty.class);
    return ((Faulty) reading).faults().stream().map(PlanFault::toString).toList();
  }
}
