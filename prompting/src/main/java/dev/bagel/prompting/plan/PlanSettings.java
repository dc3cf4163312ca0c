package dev.bagel.prompting.plan;

import dev.bagel.BagelException;

/// How plans are asked for and run.
///
/// @param wording in which the model is asked for a plan; it may answer in either notation
/// @param step bounds on each step
/// @param budget bounds on the whole
/// @param onFailure what a failed step leads to
/// @param replans plans at most that are asked for after the first, because of faults or failures
/// @param solver whether the model is asked for the answer
public record PlanSettings(
    PlanWording wording,
    StepLimits step,
    PlanBudget budget,
    OnFailure onFailure,
    int replans,
    Solver solver) {

  /// What a failed step leads to. A plan with faults always leads to another, while there is one.
  public enum OnFailure {
    /// That it failed is its evidence; the others go on.
    GO_ON,
    /// The other steps are stopped, and the model is asked for another plan; without one left, the
    /// run stops.
    REPLAN,
    /// The run stops.
    STOP
  }

  /// Whether the model is asked for the answer.
  public enum Solver {
    /// Not where the answer line is one reference alone and that step did not fail: its evidence is
    /// the answer.
    WHERE_NEEDED,
    /// In any case, as in the paper.
    ALWAYS
  }

  /// The card's notation, default bounds, go on after failures, two more plans, solver where
  /// needed.
  public static final PlanSettings DEFAULTS =
      new PlanSettings(
          PlanWording.in(Notation.EVIDENCE),
          StepLimits.DEFAULTS,
          PlanBudget.DEFAULTS,
          OnFailure.GO_ON,
          2,
          Solver.WHERE_NEEDED);

  public PlanSettings {
    if (replans < 0) {
      throw BagelException.user("a model is asked again 0 times or more, not " + replans);
    }
  }

  /// The usual wording in a notation.
  public PlanSettings withNotation(Notation other) {
    return withWording(PlanWording.in(other));
  }

  public PlanSettings withWording(PlanWording other) {
    return new PlanSettings(other, step, budget, onFailure, replans, solver);
  }

  public PlanSettings withStep(StepLimits other) {
    return new PlanSettings(wording, other, budget, onFailure, replans, solver);
  }

  public PlanSettings withBudget(PlanBudget other) {
    return new PlanSettings(wording, step, other, onFailure, replans, solver);
  }

  public PlanSettings onFailure(OnFailure other, int most) {
    return new PlanSettings(wording, step, budget, other, most, solver);
  }

  public PlanSettings withSolver(Solver other) {
    return new PlanSettings(wording, step, budget, onFailure, replans, other);
  }
}
