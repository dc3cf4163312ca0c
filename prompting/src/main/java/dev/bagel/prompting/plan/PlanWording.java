package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words in which a model is asked for a plan: a text with `{tools}`, where a line for each
/// tool goes, and `{question}`. For a model that was trained on other words than [#in(Notation)].
///
/// What goes in is never looked at for the two again. Where another plan is asked for, what was
/// wrong with the last one stands before the line that holds `{question}`.
///
/// @param text with each of the two once; all else stays as it is
public record PlanWording(String text) {
  private static final String TOOLS = "{tools}";
  private static final String QUESTION = "{question}";
  private static final Pattern PLACES = Pattern.compile("\\{(?:tools|question)}");

  /// @throws BagelException where one of the two is missing or there twice
  public PlanWording {
    for (String place : List.of(TOOLS, QUESTION)) {
      int first = text.indexOf(place);
      if (first < 0 || text.indexOf(place, first + 1) >= 0) {
        throw BagelException.user(
            "the wording of the prompt for plans must have %s and %s, each once"
                .formatted(TOOLS, QUESTION));
      }
    }
  }

  /// The one that is used unless another is chosen: it asks for the grammar in this notation.
  public static PlanWording in(Notation notation) {
    return new PlanWording(
        """
        Make a step-by-step plan that answers the question with the tools below. Each step calls one tool with an input, and what the tool gives is kept as evidence that later steps can use.

        These are the tools:
        {tools}

        The input of a tool is plain text, without quotes around it; evidence stands in it by its name. Each step makes one piece of evidence.

        Write the plan in this form and nothing else:
        Plan: what to do first
        %1$s = Tool[input]
        Plan: what to do next, based on %1$s
        %2$s = Tool[input that may hold %1$s]
        …
        Answer: %3$s

        Question: {question}
        """
            .formatted(
                notation.reference(notation.first()),
                notation.reference(notation.first() + 1),
                notation == Notation.EVIDENCE ? ":evidenceN:" : "#EN"));
  }

  /// @param troubles what stands before the line with the question, or empty
  String prompt(String tools, String question, String troubles) {
    int line = text.lastIndexOf('\n', text.indexOf(QUESTION)) + 1;
    return fill(text.substring(0, line), tools, question)
        + troubles
        + fill(text.substring(line), tools, question);
  }

  private static String fill(String part, String tools, String question) {
    return PLACES
        .matcher(part)
        .replaceAll(
            place -> Matcher.quoteReplacement(place.group().equals(TOOLS) ? tools : question));
  }
}
