package dev.bagel.prompting.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bagel.BagelException;
import dev.bagel.prompting.Mutated;
import dev.bagel.prompting.plan.PlanReading.Faulty;
import dev.bagel.prompting.plan.PlanReading.Sound;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

final class PlanPropertiesTest {
  private static final String[] HOSTILE = {
    "[",
    "]",
    "[[",
    "]]",
    "\n",
    " ",
    "\"",
    "'",
    "`",
    "*",
    ".",
    "#",
    ":",
    "=",
    "a",
    "word",
    ":evidence0:",
    ":evidence10:",
    "#E1",
    "#E12",
    "Plan:",
    "Answer:",
    "Final answer: ",
    "```",
    "\n\n",
    "\r\n",
    "- ",
    "1. ",
    " = ",
    "Tool",
    "Tool[",
    "]\n",
    "é",
    "😀",
    "\t",
    ":evidence1:",
    "#E1 = Tool[",
    "\n:evidence0: = Tool[#E1]",
    "１",
    "٢",
    "\u0301",
    "\u2028",
    "\u0085",
    "\ud83d",
    "\\",
    "$1",
    "{question}"
  };
  private static final Arbitrary<String> PIECES = Arbitraries.of(HOSTILE);
  private static final Arbitrary<String> NASTY =
      PIECES.list().ofMaxSize(12).map(pieces -> String.join("", pieces));

  @Property(tries = 2_000)
  void printing_and_reading_give_the_same_plan(@ForAll("plans") Plan plan) {
    assertThat(PlanParser.read(plan.text())).isEqualTo(new Sound(plan));
  }

  @Property(tries = 2_000)
  void a_step_is_held_as_it_is_or_refused(@ForAll("steps") Step step) {
    for (Notation notation : Notation.values()) {
      boolean held = held(notation, step);
      boolean plain = !step.input().contains("]") && !step.input().contains("\n");
      assertThat(held || !plain || step.input().contains("\r") || !step.thought().isEmpty())
          .isTrue();
    }
  }

  @Property(tries = 5_000)
  void any_answer_is_read_or_refused(@ForAll("answers") String answer) {
    reads(answer);
  }

  @Tag("slow")
  @Property(tries = 1_000_000)
  void any_of_a_million_answers_is_read_or_refused(@ForAll("answers") String answer) {
    reads(answer);
  }

  private static void reads(String answer) {
    switch (new PlanChecker(Toolbox.of(StandIn.echo("Tool")), 10).read(answer)) {
      case Sound(Plan plan) -> assertThat(PlanParser.read(plan.text())).isEqualTo(new Sound(plan));
      case Faulty(List<PlanFault> faults) -> {
        long lines = answer.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1).length;
        assertThat(faults).isNotEmpty().allMatch(f -> f.line() >= 1 && f.line() <= lines);
      }
    }
  }

  @Provide
  Arbitrary<Plan> plans() {
    return Combinators.combine(Arbitraries.of(Notation.values()), steps().list(), NASTY)
        .as(
            (notation, steps, answer) ->
                new Parts(notation, steps.stream().filter(s -> held(notation, s)).toList(), answer))
        .filter(parts -> !parts.steps.isEmpty())
        .map(parts -> new Plan(parts.notation, parts.steps, holdable(parts)));
  }

  private record Parts(Notation notation, List<Step> steps, String answer) {}

  private static String holdable(Parts parts) {
    try {
      return new Plan(parts.notation, parts.steps, parts.answer).answer();
    } catch (BagelException _) {
      return "done";
    }
  }

  @Provide
  Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 999_999_999),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("", "a thought", "see [x]")), Tuple.of(1, NASTY)),
            Arbitraries.of("Tool", "T", "Web_Search2"),
            NASTY)
        .as(Step::new);
  }

  @Provide
  Arbitrary<String> answers() {
    Arbitrary<String> lines =
        Arbitraries.of(
            "\nPlan: a", "\n:evidence0: = Tool[", "\n#E1 = Tool[", "\nAnswer: ", "\n:evidence1: =");
    Arbitrary<String> made =
        Arbitraries.oneOf(lines, PIECES, NASTY, Arbitraries.strings().ofMaxLength(20))
            .list()
            .ofMaxSize(20)
            .map(parts -> String.join("", parts));
    Arbitrary<String> mutated =
        Combinators.combine(
                Arbitraries.of(
                    NobelPlan.TEXT, "Plan: a #E1 = Tool[b]\n#E2 = Tool[#E1]\nAnswer: #E2"),
                Arbitraries.longs())
            .as((plan, seed) -> Mutated.of(plan, HOSTILE, new SplittableRandom(seed)));
    return Arbitraries.oneOf(made, mutated);
  }

  private static boolean held(Notation notation, Step step) {
    try {
      return !new Plan(notation, List.of(step), "done").steps().isEmpty();
    } catch (BagelException _) {
      return false;
    }
  }
}
