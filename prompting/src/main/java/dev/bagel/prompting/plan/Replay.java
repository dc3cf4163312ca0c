package dev.bagel.prompting.plan;

import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.plan.Notation.TooLongException;
import dev.bagel.prompting.plan.PlanReading.Faulty;
import dev.bagel.prompting.plan.PlanReading.Sound;
import dev.bagel.prompting.plan.PlanTrace.Attempt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Goes through a saved trace again: its plans, with the recorded evidence instead of tools.
///
/// Says where what comes out differs from what is recorded: a trace of an older version, an edited
/// file, or, with a model, another answer from the same evidence.
///
/// @param answer what comes out, or empty where the trace has no answer
/// @param differences one line each; empty where all is the same
public record Replay(String answer, List<String> differences) {

  public Replay {
    differences = List.copyOf(differences);
  }

  /// With the recorded answer of the solver.
  public static Replay of(PlanTrace trace) {
    return new Steps(trace).replay(null);
  }

  /// With a solver that is asked anew, where the trace has one.
  ///
  /// @throws ModelException where it gives no answer
  public static Replay of(PlanTrace trace, LanguageModel model) throws ModelException {
    String prompt = new Steps(trace).solverPrompt();
    return new Steps(trace).replay(prompt.isEmpty() ? null : model.ask(prompt));
  }

  /// The work on one trace.
  private static final class Steps {
    private static final int SHOWN = 100;
    private static final int BEFORE = 30;

    private final PlanTrace trace;
    private final List<String> differences = new ArrayList<>();

    Steps(PlanTrace trace) {
      this.trace = trace;
    }

    /// What the solver is asked by this version, or empty where the trace has none.
    String solverPrompt() {
      if (trace.solver().prompt().isEmpty()
          || trace.attempts().isEmpty()
          || !(PlanParser.read(trace.attempts().getLast().text()) instanceof Sound(Plan plan))
          || plan.steps().size() != trace.attempts().getLast().steps().size()) {
        return "";
      }
      return SolverPrompt.of(trace.question(), plan, trace.attempts().getLast().steps());
    }

    Replay replay(@Nullable String solved) {
      for (int i = 0; i < trace.attempts().size(); i++) {
        attempt("plan " + (i + 1), trace.attempts().get(i));
      }
      compare("the solver's prompt", trace.solver().prompt(), solverPrompt());
      String answer = answer(solved == null ? trace.solver().answer() : solved);
      compare("the answer", trace.outcome().answered() ? trace.outcome().text() : "", answer);
      return new Replay(answer, differences);
    }

    private void attempt(String name, Attempt attempt) {
      switch (PlanParser.read(attempt.text())) {
        case Faulty faulty -> {
          if (!attempt.steps().isEmpty()) {
            differences.add(name + ": it can no longer be read: " + faulty.faults().getFirst());
          }
        }
        case Sound(Plan plan) -> {
          if (attempt.faults().isEmpty()) {
            steps(name, plan, attempt.steps());
          }
        }
      }
    }

    private void steps(String name, Plan plan, List<StepTrace> recorded) {
      compare(name + ", its steps", names(recorded), planned(plan));
      Map<Integer, StepTrace> ends = new HashMap<>();
      recorded.forEach(step -> ends.put(step.evidence(), step));
      for (Step step : plan.steps()) {
        StepTrace end = ends.get(step.evidence());
        if (end != null && !end.input().isEmpty()) {
          String where = name + ", the input of " + plan.notation().reference(step.evidence());
          compare(where, end.input(), input(plan, step, ends, end.input().length() + 1_000));
        }
      }
    }

    private static String input(Plan plan, Step step, Map<Integer, StepTrace> ends, int limit) {
      try {
        return plan.notation().fill(step.input(), n -> output(ends.get(n)), limit);
      } catch (TooLongException e) {
        return Objects.toString(e.getMessage());
      }
    }

    private static String output(@Nullable StepTrace step) {
      return step == null ? "" : step.output();
    }

    private String answer(String solved) {
      return switch (trace.outcome().kind()) {
        case SOLVED -> solved;
        case EVIDENCE -> evidence();
        case FAULTY_PLAN,
            STEP_FAILED,
            MODEL_FAILED,
            MODEL_REFUSED,
            OUT_OF_CALLS,
            OUT_OF_TIME,
            CANCELLED ->
            "";
      };
    }

    private String evidence() {
      if (trace.attempts().isEmpty()
          || !(PlanParser.read(trace.attempts().getLast().text()) instanceof Sound(Plan plan))) {
        return "";
      }
      OptionalInt only = plan.answerReference();
      return trace.attempts().getLast().steps().stream()
          .filter(step -> only.isPresent() && step.evidence() == only.getAsInt())
          .map(StepTrace::output)
          .findFirst()
          .orElse("");
    }

    private static String names(List<StepTrace> steps) {
      return steps.stream()
          .map(step -> step.evidence() + " " + step.tool())
          .collect(Collectors.joining(", "));
    }

    private static String planned(Plan plan) {
      return plan.steps().stream()
          .map(step -> step.evidence() + " " + step.tool())
          .collect(Collectors.joining(", "));
    }

    private void compare(String what, String recorded, String now) {
      if (!recorded.equals(now)) {
        int start = start(recorded, now);
        differences.add(
            "%s: recorded '%s', now '%s'".formatted(what, from(start, recorded), from(start, now)));
      }
    }

    /// A little before they part, where what is shown would be the same otherwise.
    private static int start(String recorded, String now) {
      int parting = Arrays.mismatch(recorded.toCharArray(), now.toCharArray());
      int start = parting < SHOWN ? 0 : parting - BEFORE;
      return Character.isLowSurrogate(recorded.charAt(start)) ? start - 1 : start;
    }

    private static String from(int start, String text) {
      return (start > 0 ? "…" : "") + Excerpt.line(text.substring(start), SHOWN);
    }
  }
}
