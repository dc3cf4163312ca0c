package dev.bagel.prompting.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.bagel.BagelException;
import dev.bagel.prompting.plan.PlanFault.Kind;
import dev.bagel.prompting.plan.PlanReading.Faulty;
import dev.bagel.prompting.plan.PlanReading.Sound;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanParserTest {

  @Test
  void the_example_of_the_card_has_six_steps() {
    Plan plan = plan(NobelPlan.TEXT);

    assertThat(plan.notation()).isEqualTo(Notation.EVIDENCE);
    assertThat(plan.steps()).hasSize(6);
    assertThat(plan.steps().getLast().tool()).isEqualTo("KnowledgeModel");
    assertThat(plan.answer()).isEqualTo(":evidence5:");
    assertThat(plan.answerReference()).hasValue(5);
    assertThat(plan.text()).isEqualTo(NobelPlan.TEXT);
  }

  @Test
  void the_notation_of_the_paper_is_read_too_also_on_the_line_of_the_thought() {
    Plan plan =
        plan(
            """
            Plan: Find the author. #E1 = Search[author of Dune]
            Plan: Ask about the author.
            #E2 = LLM[When was #E1 born, and not #E10?]
            Final Answer: #E2
            """);

    assertThat(plan.notation()).isEqualTo(Notation.HASH);
    assertThat(plan.steps())
        .containsExactly(
            new Step(1, "Find the author.", "Search", "author of Dune"),
            new Step(2, "Ask about the author.", "LLM", "When was #E1 born, and not #E10?"));
    assertThat(plan.references(plan.steps().getLast()).toArray()).containsExactly(1, 10);
    assertThat(plan.answerReference()).hasValue(2);
  }

  @Test
  void prose_fences_numbering_and_carriage_returns_are_left_out() {
    Plan plan =
        plan(
            """
            Sure! Here is a plan [in the format you asked for]:

            ```text
            1. **Plan:** Search.
               - **:evidence0:** = `Search[x]`
            > ### Plan 2: Ask.
            2) :evidence1: = Ask [What is :evidence0:?].
            **Answer:** [:evidence1:].
            ```
            I hope [this] helps. :evidence2: = Search[no]
            :evidence3: = Search[not this]
            """
                .replace("\n", "\r\n"));

    assertThat(plan.steps())
        .containsExactly(
            new Step(0, "Search.", "Search", "x"),
            new Step(1, "Ask.", "Ask", "What is :evidence0:?"));
    assertThat(plan.answer()).isEqualTo("[:evidence1:].");
    assertThat(plan.answerReference()).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a [b] c",
        "half open (0, 1] and [2, 3)",
        "a ] b ] c",
        "[ [ [",
        "]",
        "]]]",
        "\"quoted ]\" 'and [ this'",
        "two\nlines [of\n\ntext]\n",
        "x = 1\n= Tool[y]",
        ":evidence0: and #E1 and Plan: and Answer: in a line"
      })
  void an_input_may_hold_brackets_quotes_and_line_breaks(String input) {
    for (Notation notation : Notation.values()) {
      Plan plan = new Plan(notation, List.of(new Step(7, "", "Tool", input)), "done");
      assertThat(PlanParser.read(plan.text())).isEqualTo(new Sound(plan));
    }
  }

  @Test
  void what_follows_an_input_is_not_part_of_it() {
    assertThat(plan(":evidence0: = T[a [b]] (see [c])\nAnswer: x").steps().getFirst().input())
        .isEqualTo("a [b]");
    assertThat(plan(":evidence0: = T[a]\nas in [c]\nAnswer: x").steps().getFirst().input())
        .isEqualTo("a");
    assertThat(plan(":evidence0: = T[a [b]\nas in (c)\nAnswer: x").steps().getFirst().input())
        .isEqualTo("a [b");
  }

  @Test
  void an_answer_line_may_be_text_of_several_lines() {
    Plan plan = plan("#E1 = T[a]\nAnswer:\nIt is #E1\nor so.\n\nBye.");

    assertThat(plan.answer()).isEqualTo("It is #E1\nor so.");
    assertThat(plan.answerReference()).isEmpty();
  }

  @Test
  void faults_come_with_their_lines() {
    Faulty faulty =
        (Faulty)
            PlanParser.read(
                """
                Plan: a
                :evidence0: = ask somebody
                Plan: b
                :evidence1: = Search[never closed
                #E2 = Search[x]
                :evidence12345678901: = Search[x]
                Answer: :evidence1:
                """);

    assertThat(faulty.faults())
        .extracting(PlanFault::kind, PlanFault::line)
        .containsExactly(
            tuple(Kind.BAD_STEP, 2),
            tuple(Kind.UNCLOSED_INPUT, 4),
            tuple(Kind.MIXED_NOTATION, 5),
            tuple(Kind.BAD_STEP, 6));
    assertThat(((Faulty) PlanParser.read("I cannot plan.")).faults())
        .extracting(PlanFault::kind)
        .containsExactly(Kind.NO_STEPS);
  }

  @Test
  void a_model_that_loops_is_read_to_the_hundredth_fault() {
    PlanReading reading = PlanParser.read("#E1 = ask somebody\n".repeat(50_000));

    assertThat(((Faulty) reading).faults()).hasSize(100);
  }

  @Test
  void a_plan_of_more_than_a_thousand_steps_is_not_read_on() {
    String step = "#E1 = T[x]\n";
    assertThat(plan(step.repeat(1_000) + "Answer: x").steps()).hasSize(1_000);

    assertThat(((Faulty) PlanParser.read(step.repeat(50_000) + "Answer: x")).faults())
        .containsExactly(
            new PlanFault(Kind.TOO_MANY_STEPS, 1_001, "there are more than 1000 steps"));
    List<Step> many = Collections.nCopies(1_001, new Step(1, "", "T", "x"));
    assertThatThrownBy(() -> new Plan(Notation.HASH, many, "x")).isInstanceOf(BagelException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nPlan: b", "a\n- #E2 = T[x]", "a\r\nb", "a\nAnswer: b", "a]\nb"})
  void an_input_that_the_grammar_cannot_hold_is_refused(String input) {
    assertThatThrownBy(
            () -> new Plan(Notation.EVIDENCE, List.of(new Step(0, "", "Tool", input)), "done"))
        .isInstanceOf(BagelException.class)
        .hasMessageContaining("cannot hold");
  }

  private static Plan plan(String text) {
    PlanReading reading = PlanParser.read(text);
    assertThat(reading).isInstanceOf(Sound.class);
    return ((Sound) reading).plan();
  }
}
