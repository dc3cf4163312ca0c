package dev.bagel.prompting.plan;

import dev.bagel.prompting.TimeSpan;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.plan.PlanReading.Faulty;
import dev.bagel.prompting.plan.PlanReading.Sound;
import dev.bagel.prompting.plan.PlanSettings.OnFailure;
import dev.bagel.prompting.plan.PlanTrace.Attempt;
import dev.bagel.prompting.plan.PlanTrace.Solved;
import dev.bagel.prompting.plan.StepTrace.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// One question: plans until one has run, then the answer. For one thread.
final class PlanWork {
  private final LanguageModel model;
  private final PlanChecker checker;
  private final PlanPrompt prompts;
  private final String question;
  private final RunState run;
  private final Instant started;
  private final List<Attempt> attempts = new ArrayList<>();
  private Solved solved = Solved.NOT_ASKED;

  PlanWork(PlanRunner runner, String question, RunState run) {
    this.model = runner.model();
    this.checker = new PlanChecker(runner.toolbox(), runner.settings().budget().steps());
    this.prompts = new PlanPrompt(runner.toolbox(), runner.settings().wording());
    this.question = question;
    this.run = run;
    this.started = runner.clock().now();
  }

  /// @param given the first plan, or empty
  PlanTrace run(String given) {
    Outcome outcome;
    try {
      outcome = outcome(given);
    } catch (StoppedException e) {
      outcome = e.outcome;
    }
    run.tell(new PlanEvent.Ended(outcome));
    return new PlanTrace(question, started, run.elapsed(), attempts, solved, outcome);
  }

  private Outcome outcome(String given) throws StoppedException {
    String prompt = given.isEmpty() ? prompts.first(question) : "";
    String text = given;
    for (int left = run.settings().replans(); ; left--) {
      run.attempt(attempts.size());
      if (!prompt.isEmpty()) {
        text = plan(prompt);
      }
      switch (checker.read(text)) {
        case Sound(Plan plan) -> {
          List<StepTrace> steps = steps(prompt, text, plan);
          List<String> failures = failures(plan, steps);
          if (failures.isEmpty() || run.settings().onFailure() == OnFailure.GO_ON) {
            return answer(plan, steps);
          }
          boolean again = run.settings().onFailure() == OnFailure.REPLAN && left > 0;
          prompt = again(Outcome.Kind.STEP_FAILED, again, text, failures);
        }
        case Faulty(List<PlanFault> faults) -> {
          attempts.add(new Attempt(prompt, text, "", faults, List.of()));
          run.tell(new PlanEvent.Refused(run.attempt(), faults));
          List<String> lines = faults.stream().map(PlanFault::toString).toList();
          prompt = again(Outcome.Kind.FAULTY_PLAN, left > 0, text, lines);
        }
      }
    }
  }

  private String plan(String prompt) throws StoppedException {
    run.tell(new PlanEvent.Asking(run.attempt(), prompt));
    try {
      return ask(prompt);
    } catch (ModelException e) {
      attempts.add(new Attempt(prompt, "", message(e), List.of(), List.of()));
      throw stopped(e);
    }
  }

  private List<StepTrace> steps(String prompt, String text, Plan plan) throws StoppedException {
    run.tell(new PlanEvent.Planned(run.attempt(), plan));
    StepGraph graph = new StepGraph(run, plan);
    List<StepTrace> steps = graph.run();
    attempts.add(new Attempt(prompt, text, "", List.of(), steps));
    if (Thread.currentThread().isInterrupted()) {
      throw new StoppedException(Outcome.Kind.CANCELLED, "the run was cancelled");
    }
    if (run.outOfCalls()) {
      throw new StoppedException(
          Outcome.Kind.OUT_OF_CALLS,
          "the budget of %d calls is used up".formatted(run.settings().budget().calls()));
    }
    if (graph.outOfTime()) {
      throw outOfTime();
    }
    return steps;
  }

  private static List<String> failures(Plan plan, List<StepTrace> steps) {
    return steps.stream()
        .filter(step -> step.state() == State.FAILED)
        .map(
            step ->
                "%s = %s[%s] failed: %s"
                    .formatted(
                        plan.notation().reference(step.evidence()),
                        step.tool(),
                        Excerpt.line(step.input(), 200),
                        step.failure()))
        .toList();
  }

  /// The prompt for another plan.
  private String again(Outcome.Kind kind, boolean again, String text, List<String> troubles)
      throws StoppedException {
    if (!again) {
      throw new StoppedException(kind, String.join("\n", troubles));
    }
    return prompts.again(question, text, troubles);
  }

  private Outcome answer(Plan plan, List<StepTrace> steps) throws StoppedException {
    OptionalInt only = plan.answerReference();
    if (only.isPresent() && run.settings().solver() == PlanSettings.Solver.WHERE_NEEDED) {
      for (StepTrace step : steps) {
        if (step.evidence() == only.getAsInt() && step.state() == State.DONE) {
          return new Outcome(Outcome.Kind.EVIDENCE, step.output());
        }
      }
    }
    String prompt = SolverPrompt.of(question, plan, steps);
    run.tell(new PlanEvent.Solving(prompt));
    try {
      solved = new Solved(prompt, ask(prompt), "");
      return new Outcome(Outcome.Kind.SOLVED, solved.answer());
    } catch (ModelException e) {
      solved = new Solved(prompt, "", message(e));
      throw stopped(e);
    }
  }

  /// The model's answer, within the run's time.
  private String ask(String prompt) throws ModelException, StoppedException {
    Duration left = run.left();
    if (!left.isPositive()) {
      throw outOfTime();
    }
    Duration time = model.limits().time();
    return model
        .within(model.limits().withTime(time.compareTo(left) < 0 ? time : left))
        .ask(prompt);
  }

  private StoppedException stopped(ModelException e) {
    return switch (e.kind()) {
      case CANCELLED -> new StoppedException(Outcome.Kind.CANCELLED, "the run was cancelled");
      case TIMEOUT ->
          run.left().isPositive()
              ? new StoppedException(Outcome.Kind.MODEL_FAILED, message(e))
              : outOfTime();
      case REFUSED -> new StoppedException(Outcome.Kind.MODEL_REFUSED, message(e));
      case EMPTY, RATE_LIMITED, TOO_LONG, FAILED ->
          new StoppedException(Outcome.Kind.MODEL_FAILED, message(e));
    };
  }

  private StoppedException outOfTime() {
    return new StoppedException(
        Outcome.Kind.OUT_OF_TIME,
        "the time of %s is over".formatted(TimeSpan.text(run.settings().budget().time())));
  }

  private static String message(ModelException e) {
    return Excerpt.line(String.valueOf(e.getMessage()), 500);
  }

  /// There will be no answer.
  private static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    StoppedException(Outcome.Kind kind, String text) {
      super(text, null, false, false);
      this.outcome = new Outcome(kind, text);
    }
  }
}
