package dev.bagel.prompting.plan;

import java.util.List;

/// What came of reading a model's plan.
public sealed interface PlanReading {

  /// Nothing is wrong with it.
  record Sound(Plan plan) implements PlanReading {}

  /// It cannot be used.
  ///
  /// @param faults all of them, by line; at least one
  record Faulty(List<PlanFault> faults) implements PlanReading {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
