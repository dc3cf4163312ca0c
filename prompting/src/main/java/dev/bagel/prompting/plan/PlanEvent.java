package dev.bagel.prompting.plan;

import java.util.List;

/// What happens while a plan runs, for a live display.
public sealed interface PlanEvent {

  /// The model is asked for a plan; the first is attempt 0.
  record Asking(int attempt, String prompt) implements PlanEvent {}

  /// The plan will not run.
  record Refused(int attempt, List<PlanFault> faults) implements PlanEvent {}

  /// The plan runs now.
  record Planned(int attempt, Plan plan) implements PlanEvent {}

  /// All that the step refers to is there, and its tool is called. Also before each further try.
  ///
  /// @param tries from 1
  record Calling(int attempt, int evidence, int tries, String input) implements PlanEvent {}

  /// The step has ended, one way or the other.
  record StepEnded(int attempt, StepTrace step) implements PlanEvent {}

  /// The model is asked for the answer.
  record Solving(String prompt) implements PlanEvent {}

  /// The run is over.
  record Ended(Outcome outcome) implements PlanEvent {}

  /// Hears of events, one at a time, from the threads of the run: it should be quick. One that
  /// throws hears no more of that run, which goes on.
  @FunctionalInterface
  interface Listener {
    Listener NONE = _ -> {};

    void on(PlanEvent event);
  }
}
