package dev.bagel.cli;

import dev.bagel.prompting.plan.Plan;
import dev.bagel.prompting.plan.PlanEvent;
import dev.bagel.prompting.plan.PlanFault;
import dev.bagel.prompting.plan.StepTrace;
import java.io.PrintWriter;
import java.util.List;

/// Tells of a run of plans where no terminal is: a line for each event.
record PlanLines(PrintWriter err) implements PlanEvent.Listener {
  private static final int SHOWN = 60;

  @Override
  public void on(PlanEvent event) {
    switch (event) {
      case PlanEvent.Asking(int attempt, String _) ->
          err.println("plan %d: the model is asked".formatted(attempt + 1));
      case PlanEvent.Refused(int attempt, List<PlanFault> faults) ->
          faults.forEach(
              fault ->
                  err.println(
                      "plan %d cannot run: %s"
                          .formatted(attempt + 1, VisibleText.line(fault.toString()))));
      case PlanEvent.Planned(int attempt, Plan plan) ->
          err.println("plan %d: %s".formatted(attempt + 1, steps(plan)));
      case PlanEvent.Calling(int _, int evidence, int tries, String input) ->
          err.println(
              "step %d called%s: %s"
                  .formatted(
                      evidence,
                      tries > 1 ? " again (try " + tries + ")" : "",
                      ShortText.of(input, SHOWN)));
      case PlanEvent.StepEnded(int _, StepTrace step) -> ended(step);
      case PlanEvent.Solving _ -> err.println("the model is asked for the answer");
      case PlanEvent.Ended _ -> {} // The command says what came of it.
    }
  }

  private static String steps(Plan plan) {
    int steps = plan.steps().size();
    return steps == 1 ? "1 step" : steps + " steps";
  }

  private void ended(StepTrace step) {
    String time = PlanTime.exact(step.end() - step.start());
    String name = "step %d %s ".formatted(step.evidence(), step.tool());
    err.println(
        name
            + switch (step.state()) {
              case DONE -> "done after %s: %s".formatted(time, ShortText.of(step.output(), SHOWN));
              case FAILED ->
                  "failed after %s: %s".formatted(time, VisibleText.line(step.failure()));
              case STOPPED -> "stopped after " + time;
              case NOT_BEGUN -> "not begun";
            });
  }
}
