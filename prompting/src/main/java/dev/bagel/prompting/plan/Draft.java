package dev.bagel.prompting.plan;

import java.util.List;

/// What could be read of a text, with what could not.
///
/// @param lines of `steps`, by index
/// @param answer empty where there is none
/// @param end the line of the answer, or the last one
record Draft(
    Notation notation,
    List<Step> steps,
    List<Integer> lines,
    String answer,
    int end,
    List<PlanFault> faults) {

  boolean holds(Notation otherNotation, List<Step> otherSteps, String otherAnswer) {
    return faults.isEmpty()
        && notation == otherNotation
        && steps.equals(otherSteps)
        && answer.equals(otherAnswer);
  }
}
