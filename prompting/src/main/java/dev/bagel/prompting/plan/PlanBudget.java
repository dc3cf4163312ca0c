package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import java.time.Duration;

/// Bounds on all that is done for one question.
///
/// @param steps of one plan
/// @param parallel calls of tools at a time; one that does not end when told to counts no longer
/// @param calls of tools, over all plans and tries
/// @param time until the answer, questions to the model included
public record PlanBudget(int steps, int parallel, int calls, Duration time) {
  /// 20 steps, 8 at a time, 50 calls, 10 minutes.
  public static final PlanBudget DEFAULTS = new PlanBudget(20, 8, 50, Duration.ofMinutes(10));

  public PlanBudget {
    if (steps < 1
        || steps > PlanParser.STEPS
        || parallel < 1
        || calls < 1
        || !time.isPositive()
        || time.toDays() > 365) {
      throw BagelException.user(
          "the budget of a plan must be above zero, with at most 1000 steps and a year");
    }
  }

  public PlanBudget withParallel(int other) {
    return new PlanBudget(steps, other, calls, time);
  }

  public PlanBudget withCalls(int other) {
    return new PlanBudget(steps, parallel, other, time);
  }

  public PlanBudget withTime(Duration other) {
    return new PlanBudget(steps, parallel, calls, other);
  }
}
