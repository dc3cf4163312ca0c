package dev.bagel.prompting.plan;

import dev.bagel.prompting.tool.Tool;
import java.util.List;

/// What a model is asked for a plan: the tools, the grammar, the question, in the layout of the
/// model card's planning example.
public final class PlanPrompt {
  private static final int FAULTS_SHOWN = 20;

  private final Toolbox toolbox;
  private final Notation notation;

  public PlanPrompt(Toolbox toolbox, Notation notation) {
    this.toolbox = toolbox;
    this.notation = notation;
  }

  /// The prompt for a first plan. The question stands in it as it is.
  public String first(String question) {
    return head() + "Question: " + question + "\n";
  }

  /// The prompt for another plan after one that was no use.
  ///
  /// @param plan what the model answered before; long ones are cut
  /// @param troubles what was wrong with it or failed, one line each; the first 20 are shown
  public String again(String question, String plan, List<String> troubles) {
    StringBuilder prompt = new StringBuilder(head());
    prompt.append("An earlier plan was:\n");
    Excerpt.quote(Excerpt.of(plan.strip(), 8_000), prompt);
    prompt.append("\nIt did not work:\n");
    troubles.stream().limit(FAULTS_SHOWN).forEach(line -> prompt.append(line).append('\n'));
    if (troubles.size() > FAULTS_SHOWN) {
      prompt.append("and %d more\n".formatted(troubles.size() - FAULTS_SHOWN));
    }
    prompt.append("\nMake another plan that avoids this.\n\n");
    return prompt.append("Question: ").append(question).append('\n').toString();
  }

  private String head() {
    StringBuilder prompt = new StringBuilder();
    prompt.append(
        """
        Make a step-by-step plan that answers the question with the tools below. Each step calls one tool with an input, and what the tool gives is kept as evidence that later steps can use.

        These are the tools:
        """);
    for (Tool tool : toolbox.tools()) {
      prompt.append(tool.name()).append("[input]: ").append(tool.description()).append('\n');
    }
    String zero = notation.reference(notation.first());
    String one = notation.reference(notation.first() + 1);
    String last = notation == Notation.EVIDENCE ? ":evidenceN:" : "#EN";
    prompt.append(
        """

        The input of a tool is plain text, without quotes around it; evidence stands in it by its name. Each step makes one piece of evidence.

        Write the plan in this form and nothing else:
        Plan: what to do first
        %1$s = Tool[input]
        Plan: what to do next, based on %1$s
        %2$s = Tool[input that may hold %1$s]
        …
        Answer: %3$s

        """
            .formatted(zero, one, last));
    return prompt.toString();
  }
}
