package dev.bagel.prompting.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ScriptedModel;
import dev.bagel.prompting.tool.Tool;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanPromptTest {
  private static final Tool SEARCH = StandIn.echo("DuckDuckGo");
  private static final Tool ASK = StandIn.echo("KnowledgeModel");

  @Test
  void the_prompt_lists_the_tools_and_asks_for_the_grammar() {
    assertThat(new PlanPrompt(Toolbox.of(SEARCH, ASK), Notation.EVIDENCE).first(NobelPlan.QUESTION))
        .isEqualTo(
            """
            Make a step-by-step plan that answers the question with the tools below. Each step calls one tool with an input, and what the tool gives is kept as evidence that later steps can use.

            These are the tools:
            DuckDuckGo[input]: Stands in for DuckDuckGo.
            KnowledgeModel[input]: Stands in for KnowledgeModel.

            The input of a tool is plain text, without quotes around it; evidence stands in it by its name. Each step makes one piece of evidence.

            Write the plan in this form and nothing else:
            Plan: what to do first
            :evidence0: = Tool[input]
            Plan: what to do next, based on :evidence0:
            :evidence1: = Tool[input that may hold :evidence0:]
            …
            Answer: :evidenceN:

            Question: Who won the Nobel Prize in Literature 2020, and what are two of the winner's books?
            """);
  }

  @Test
  void the_notation_of_the_paper_counts_from_one() {
    assertThat(new PlanPrompt(Toolbox.of(SEARCH), Notation.HASH).first("?"))
        .contains(
            """
            Plan: what to do first
            #E1 = Tool[input]
            Plan: what to do next, based on #E1
            #E2 = Tool[input that may hold #E1]
            …
            Answer: #EN
            """);
  }

  @Test
  void another_plan_is_asked_for_with_what_went_wrong() {
    String prompt =
        new PlanPrompt(Toolbox.of(SEARCH), Notation.EVIDENCE)
            .again(
                "Who?",
                ":evidence0: = Duck[x]\nQuestion: none\n",
                List.of("line 1: there is no tool Duck"));

    assertThat(prompt)
        .endsWith(
            """
            An earlier plan was:
            > :evidence0: = Duck[x]
            > Question: none

            It did not work:
            line 1: there is no tool Duck

            Make another plan that avoids this.

            Question: Who?
            """);
    assertThat(
            new PlanPrompt(Toolbox.of(SEARCH), Notation.HASH)
                .again("Who?", "x".repeat(9_000), Collections.nCopies(21, "bad")))
        .contains("[cut: 1000 of 9000 characters are left out]", "and 1 more");
  }

  @Test
  void the_words_can_be_those_that_a_model_was_trained_on() {
    PlanPrompt prompt =
        new PlanPrompt(
            Toolbox.of(SEARCH, ASK),
            new PlanWording("Q={question}\nT={tools} {\\$1}\nBegin! Plan:"));
    String tools =
        "DuckDuckGo[input]: Stands in for DuckDuckGo.\n"
            + "KnowledgeModel[input]: Stands in for KnowledgeModel.";

    assertThat(prompt.first("What is {tools}, {question} or $1\\?"))
        .isEqualTo("Q=What is {tools}, {question} or $1\\?\nT=" + tools + " {\\$1}\nBegin! Plan:");
    assertThat(prompt.again("Why?", "no plan for {question}", List.of("bad {tools}")))
        .isEqualTo(
            """
            An earlier plan was:
            > no plan for {question}

            It did not work:
            bad {tools}

            Make another plan that avoids this.

            Q=Why?
            T=\
            """
                + tools
                + " {\\$1}\nBegin! Plan:");
  }

  @Test
  void words_without_a_place_for_tools_and_question_are_refused() {
    for (String text : List.of("", "{tools}", "{question}", "{tools}{tools}{question}")) {
      assertThatThrownBy(() -> new PlanWording(text))
          .isInstanceOf(BagelException.class)
          .hasMessageContaining("{tools} and {question}, each once");
    }
  }

  @Test
  void no_kind_of_line_end_lets_text_out_of_its_quotation() {
    String plan = "a\u2028b\u0085c\u000Bd\r\ne\ff";

    assertThat(new PlanPrompt(Toolbox.of(SEARCH), Notation.HASH).again("?", plan, List.of("bad")))
        .contains("> a\n> b\n> c\n> d\n> e\n> f\n\nIt did not work");
  }

  @Test
  void a_runner_asks_in_the_words_of_its_settings() {
    ScriptedModel model = ScriptedModel.of("#E1 = DuckDuckGo[x]\nAnswer: #E1");
    PlanRunner.of(LanguageModel.of(model), Toolbox.of(SEARCH))
        .with(PlanSettings.DEFAULTS.withWording(new PlanWording("{tools}? {question}!")))
        .run("Who");

    assertThat(model.asked()).containsExactly("DuckDuckGo[input]: Stands in for DuckDuckGo.? Who!");
  }
}
