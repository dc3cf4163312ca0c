package dev.bagel.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bagel.prompting.plan.Plan;
import dev.bagel.prompting.plan.PlanFault;
import dev.bagel.prompting.plan.PlanReading;
import dev.bagel.prompting.plan.PlanReading.Faulty;
import dev.bagel.prompting.plan.PlanReading.Sound;
import dev.bagel.prompting.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A plan, or what is wrong with it, for machines.
///
/// @param text as it was read
/// @param plan in the canonical form; empty where there are faults, as are the rest
/// @param rounds evidence that can be made at the same time
/// @param longestPath evidence of which each needs the one before
record PlanFacts(
    String text,
    String plan,
    String notation,
    List<StepFacts> steps,
    String answer,
    List<List<String>> rounds,
    @JsonProperty("longest_path") List<String> longestPath,
    List<FaultFacts> faults) {

  record StepFacts(
      String evidence, String thought, String tool, String input, List<String> references) {}

  record FaultFacts(String kind, int line, String message) {}

  static PlanFacts of(String text, PlanReading reading) {
    return switch (reading) {
      case Sound(Plan plan) -> of(text, plan);
      case Faulty(List<PlanFault> faults) ->
          new PlanFacts(
              text,
              "",
              "",
              List.of(),
              "",
              List.of(),
              List.of(),
              faults.stream()
                  .map(each -> new FaultFacts(name(each.kind()), each.line(), each.message()))
                  .toList());
    };
  }

  private static PlanFacts of(String text, Plan plan) {
    PlanShape shape = PlanShape.of(plan);
    return new PlanFacts(
        text,
        plan.text(),
        name(plan.notation()),
        plan.steps().stream().map(step -> facts(plan, step)).toList(),
        plan.answer(),
        shape.rounds().stream().map(round -> evidence(plan, round)).toList(),
        evidence(plan, shape.longestPath()),
        List.of());
  }

  private static StepFacts facts(Plan plan, Step step) {
    return new StepFacts(
        plan.notation().reference(step.evidence()),
        step.thought(),
        step.tool(),
        step.input(),
        references(plan, plan.references(step)));
  }

  static List<String> evidence(Plan plan, List<Step> steps) {
    return references(plan, steps.stream().mapToInt(Step::evidence));
  }

  static List<String> references(Plan plan, IntStream evidence) {
    return evidence.mapToObj(plan.notation()::reference).toList();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
