package dev.bagel.prompting.plan;

import java.util.List;
import java.util.stream.Collectors;

/// What a model is asked for a plan: the tools, the grammar, the question, in the layout of the
/// model card's planning example or in words of your own.
public final class PlanPrompt {
  private static final int FAULTS_SHOWN = 20;

  private final String tools;
  private final PlanWording wording;

  public PlanPrompt(Toolbox toolbox, PlanWording wording) {
    this.tools =
        toolbox.tools().stream()
            .map(tool -> tool.name() + "[input]: " + tool.description())
            .collect(Collectors.joining("\n"));
    this.wording = wording;
  }

  public PlanPrompt(Toolbox toolbox, Notation notation) {
    this(toolbox, PlanWording.in(notation));
  }

  /// The prompt for a first plan. The question stands in it as it is.
  public String first(String question) {
    return wording.prompt(tools, question, "");
  }

  /// The prompt for another plan after one that was no use.
  ///
  /// @param plan what the model answered before; long ones are cut
  /// @param troubles what was wrong with it or failed, one line each; the first 20 are shown
  public String again(String question, String plan, List<String> troubles) {
    StringBuilder earlier = new StringBuilder("An earlier plan was:\n");
    Excerpt.quote(Excerpt.of(plan.strip(), 8_000), earlier);
    earlier.append("\nIt did not work:\n");
    troubles.stream().limit(FAULTS_SHOWN).forEach(line -> earlier.append(line).append('\n'));
    if (troubles.size() > FAULTS_SHOWN) {
      earlier.append("and %d more\n".formatted(troubles.size() - FAULTS_SHOWN));
    }
    earlier.append("\nMake another plan that avoids this.\n\n");
    return wording.prompt(tools, question, earlier.toString());
  }
}
