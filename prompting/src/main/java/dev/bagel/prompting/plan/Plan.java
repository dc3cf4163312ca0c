package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A plan as the grammar has it. Whether it makes sense is for [PlanChecker] to say.
///
/// Reading [#text()] gives the same plan again. What the grammar cannot hold, such as an input with
/// a line that begins a step, or a thought of two lines, is refused.
///
/// @param steps at least one
/// @param answer what the answer line says, or empty where there is none
public record Plan(Notation notation, List<Step> steps, String answer) {

  /// @throws BagelException where the grammar cannot hold it
  public Plan {
    steps = List.copyOf(steps);
    if (!PlanParser.draft(text(notation, steps, answer)).holds(notation, steps, answer)) {
      throw BagelException.user(
          "the grammar of plans cannot hold a plan of %d steps: one has a line that begins a step"
                  .formatted(steps.size())
              + " or an answer, a bracket that ends its line too early, or no proper tool name");
    }
  }

  /// The plan in its notation, as a model would write it. Ends with a line feed.
  public String text() {
    return text(notation, steps, answer);
  }

  /// The evidence that a step refers to, each once.
  public IntStream references(Step step) {
    return notation.references(step.input());
  }

  /// The evidence that is the whole answer, where the answer line is one reference alone: brackets,
  /// quotes and a full stop around it do not count.
  public OptionalInt answerReference() {
    String bare = Marks.strip(answer, "[](){}<>\"'.");
    OptionalInt only = notation.references(bare).findFirst();
    return only.isPresent() && bare.equals(notation.reference(only.getAsInt()))
        ? only
        : OptionalInt.empty();
  }

  private static String text(Notation notation, List<Step> steps, String answer) {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      if (!step.thought().isEmpty()) {
        text.append("Plan: ").append(step.thought()).append('\n');
      }
      text.append(line(notation, step)).append('\n');
    }
    if (!answer.isEmpty()) {
      text.append("Answer: ").append(answer).append('\n');
    }
    return text.toString();
  }

  static String line(Notation notation, Step step) {
    return notation.reference(step.evidence()) + " = " + step.tool() + "[" + step.input() + "]";
  }
}
