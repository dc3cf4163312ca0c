package dev.bagel.prompting.plan;

import dev.bagel.prompting.plan.PlanTrace.Attempt;
import java.util.List;
import java.util.Locale;

/// Traces for people: a line for each step, with long texts shortened to a line.
public final class TraceText {
  private static final int SHOWN = 60;

  private TraceText() {}

  /// All of a trace; ends with a line feed.
  public static String of(PlanTrace trace) {
    StringBuilder text = new StringBuilder();
    text.append("Question  ").append(Excerpt.line(trace.question(), 200)).append('\n');
    for (int i = 0; i < trace.attempts().size(); i++) {
      attempt(i, trace.attempts().get(i), text);
    }
    if (!trace.solver().prompt().isEmpty()) {
      text.append(
          "\nSolver    asked with %d characters".formatted(trace.solver().prompt().length()));
      text.append(trace.solver().failure().isEmpty() ? "" : ": " + trace.solver().failure());
      text.append('\n');
    }
    text.append("\n%s after %s\n".formatted(name(trace.outcome().kind()), seconds(trace.nanos())));
    return text.append(trace.outcome().text().strip()).append('\n').toString();
  }

  private static void attempt(int number, Attempt attempt, StringBuilder text) {
    text.append("\nPlan %d    ".formatted(number + 1));
    text.append(attempt.prompt().isEmpty() ? "given" : "of the model");
    text.append(attempt.failure().isEmpty() ? "" : ": " + attempt.failure()).append('\n');
    attempt.faults().forEach(fault -> text.append("  ").append(fault).append('\n'));
    int evidence = width(attempt.steps().stream().map(s -> String.valueOf(s.evidence())).toList());
    int tool = width(attempt.steps().stream().map(StepTrace::tool).toList());
    for (StepTrace step : attempt.steps()) {
      String line = "  %" + evidence + "d  %-" + tool + "s  %-9s  %9s  %s%n";
      text.append(
          line.formatted(
                  step.evidence(),
                  step.tool(),
                  name(step.state()),
                  seconds(step.end() - step.start()),
                  details(step))
              .replace("\r\n", "\n"));
    }
  }

  /// What a step was given and gave, in one line.
  static String details(StepTrace step) {
    String tries = step.tries().size() > 1 ? " (%d tries)".formatted(step.tries().size()) : "";
    String input = step.input().isEmpty() ? "" : "[" + Excerpt.line(step.input(), SHOWN) + "]";
    return switch (step.state()) {
      case DONE ->
          "%s → %s%s%s"
              .formatted(
                  input,
                  Excerpt.line(step.output(), SHOWN),
                  step.characters() > SHOWN ? " (%d characters)".formatted(step.characters()) : "",
                  tries);
      case FAILED, STOPPED, NOT_BEGUN -> (input + " " + step.failure() + tries).strip();
    };
  }

  private static int width(List<String> texts) {
    return Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }
}
