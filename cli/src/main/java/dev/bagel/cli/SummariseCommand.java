package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.context.Block;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.summary.Summaries;
import dev.bagel.prompting.summary.SummaryResult.NoSummary;
import dev.bagel.prompting.summary.SummaryResult.Summary;
import dev.bagel.prompting.summary.SummaryRound;
import dev.bagel.prompting.summary.SummaryRound.PartFailure;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel summarise`: one summary of texts of any length.
@Command(
    name = "summarise",
    aliases = "summarize",
    customSynopsis = "bagel summarise --model M --in FILE... [OPTIONS]",
    description = {
      "Summarises all given texts in about as many words as you say. What is more than a prompt"
          + " holds is summarised in parts, and the parts' summaries again, until one prompt holds"
          + " them.",
      "",
    },
    footer = {
      "",
      "Example: bagel summarise --model ollama:#mistral --in report.txt --words 80",
      "A prompt has 12,000 characters at most, unless --max-characters or --max-tokens says"
          + " otherwise. A part that fails twice is missing: standard error says which, and the"
          + " summary that it is not complete.",
      "--json: summary, complete, rounds, each with its parts and those that are missing. There is"
          + " no --response: a summary made elsewhere is not read, it is the result."
    })
final class SummariseCommand implements Callable<Integer> {
  /// About 3,000 tokens: with its answer within the window of most models of today.
  private static final int CHARACTERS = 12_000;

  @Mixin InOption in = new InOption();

  @Option(
      names = "--words",
      defaultValue = "130",
      paramLabel = "N",
      description = "How long the summary should be: the model counts. Default: ${DEFAULT-VALUE}.")
  private int words = 130;

  @Mixin ModelOptions model = new ModelOptions();
  @Mixin BudgetOptions limits = new BudgetOptions();

  @Option(
      names = "--print-prompt",
      description =
          "Print what the model would be asked, if one prompt holds it all, and stop: no model is"
              + " needed.")
  private boolean printPrompt;

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    if (words < 1) {
      throw BagelException.user("--words is %d; give 1 or more".formatted(words));
    }
    try (PromptBudget budget = limits.open(CHARACTERS)) {
      List<Block> blocks = in.files().read(output).stream().map(SourceBlock::block).toList();
      if (printPrompt) {
        output.prompt(prompt(blocks, budget));
      } else {
        summarise(model.model(), blocks, budget, output);
      }
    }
    return 0;
  }

  private String prompt(List<Block> blocks, PromptBudget budget) {
    String prompt = Summaries.prompt(blocks, words).text();
    if (!budget.budget().holds(prompt)) {
      throw BagelException.user(
          "one prompt for all of it has %s, more than %s: it is summarised in parts, whose prompts"
                  .formatted(
                      budget.amount(budget.budget().size().applyAsInt(prompt)), budget.limit())
              + " hang on what the model answers; give more to see one");
    }
    return prompt;
  }

  private void summarise(
      LanguageModel asked, List<Block> blocks, PromptBudget budget, Output output) {
    Summaries summaries = Summaries.of(asked, budget.budget(), words);
    switch (summaries.summarise(blocks, (round, parts) -> tell(round, parts, output))) {
      case Summary summary -> new SummaryView(summary).print(output);
      case NoSummary none -> throw trouble(none, budget);
    }
  }

  /// A line a round, where there is more than one.
  private static void tell(int round, int parts, Output output) {
    if (parts > 1 || round > 1) {
      String of = parts > 1 ? "summarises %d parts" : "summarises their summaries";
      output.err().println(("round %d: " + of).formatted(round, parts));
    }
  }

  private BagelException trouble(NoSummary none, PromptBudget budget) {
    String more = "%s: give more than %s".formatted(none.message(), budget.limit());
    return switch (none.reason()) {
      case NOTHING_TO_SUMMARISE -> BagelException.user(none.message());
      case BUDGET_TOO_SMALL -> BagelException.user(more);
      case NOT_SHORTER -> BagelException.resources(more + ", or take another model");
      case TOO_MANY_ROUNDS -> BagelException.resources(more + ", or ask for fewer --words");
      case MODEL_FAILED -> failed(none);
      case CANCELLED -> BagelException.resources(none.message());
    };
  }

  private BagelException failed(NoSummary none) {
    SummaryRound last = none.rounds().getLast();
    PartFailure first = last.failures().getFirst();
    return model.unanswered(first.kind(), last.parts() == 1 ? first.message() : none.message());
  }
}
