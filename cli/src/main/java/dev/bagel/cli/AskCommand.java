package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.context.ContextAnswer;
import dev.bagel.prompting.context.ContextQuestions;
import dev.bagel.prompting.context.ContextResult.Answered;
import dev.bagel.prompting.context.ContextResult.NoAnswer;
import dev.bagel.prompting.context.ContextResult.NotAsked;
import dev.bagel.prompting.context.LeftOut;
import dev.bagel.prompting.context.Selection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel ask`: a question to a language model about given texts.
@Command(
    name = "ask",
    customSynopsis = "bagel ask --model M --in FILE... [OPTIONS] QUESTION",
    description = {
      "Asks a language model a question that it is to answer from given texts, and holds each"
          + " source that it names against them: given, altered, or invented. Whether the source"
          + " says what the answer says is not checked.",
      "",
    },
    footer = {
      "",
      "Example: bagel ask --model ollama:#mistral --in *.txt \"When does it sail?\"",
      "What has no room in the prompt is named on standard error. The exit code is 0 for an answer"
          + " without support, too: --json tells.",
      "--json: answer, support (cited, partly_cited, miscited, uncited, declined, empty),"
          + " supported, citations, left_out. The prompt is what --print-prompt prints."
    })
final class AskCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "QUESTION",
      description = "What is asked; it may stand right behind the files.")
  private @Nullable String argument;

  @Mixin InOption in = new InOption();
  @Mixin ModelOptions model = new ModelOptions();
  @Mixin BudgetOptions limits = new BudgetOptions();
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Option(
      names = "--as-written",
      description = "Send the question as it is, without 'Source?' behind it.")
  private boolean asWritten;

  @Option(
      names = "--color",
      defaultValue = "auto",
      paramLabel = "auto|always|never",
      description = "Default: ${DEFAULT-VALUE}; NO_COLOR is respected.")
  private Colour colour = Colour.AUTO;

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    boolean onlyPrompt = answers.printsPrompt();
    String question = in.question(argument) + (asWritten ? "" : ContextQuestions.SOURCE);
    BlockFiles files = in.filesBeside(argument);
    if (files.readStandardInput() && answers.readStandardInput()) {
      throw BagelException.user("--in and --response cannot both be standard input");
    }
    try (PromptBudget budget = limits.open(Integer.MAX_VALUE)) {
      List<SourceBlock> blocks = files.read(output);
      Selection selection =
          budget.budget().select(blocks.stream().map(SourceBlock::block).toList(), question);
      AskedBlocks asked = new AskedBlocks(blocks, selection);
      tellLeftOut(asked, budget, output);
      if (onlyPrompt) {
        answers.print(selection.prompt().text(), output);
      } else {
        tell(new AnswerView(asked, answer(selection)), output);
      }
    }
    return 0;
  }

  private ContextAnswer answer(Selection selection) {
    Optional<String> response = answers.response();
    if (response.isPresent()) {
      if (response.get().isBlank()) {
        throw BagelException.user("the file of --response holds no answer");
      }
      return ContextAnswer.read(response.get(), selection.prompt().blocks());
    }
    return switch (ContextQuestions.of(model.model()).ask(selection)) {
      case Answered answered -> answered.answer();
      case NoAnswer(var kind, String message, _) -> throw model.unanswered(kind, message);
      case NotAsked _ -> throw new IllegalStateException("there are blocks to ask about");
    };
  }

  private void tell(AnswerView view, Output output) {
    if (output.json()) {
      output.json(view.facts());
    } else {
      output.line(view.text(colour.on()));
    }
  }

  /// @throws BagelException USER where nothing is left to ask about
  private static void tellLeftOut(AskedBlocks asked, PromptBudget budget, Output output) {
    for (LeftOut out : asked.selection().leftOut()) {
      String why =
          switch (out.reason()) {
            case TOO_LARGE -> "more than there is room for in " + budget.limit();
            case NO_ROOM -> "no room beside the others in " + budget.limit();
          };
      output
          .err()
          .println(
              "left out %s: %s, %s"
                  .formatted(
                      VisibleText.line(asked.blocks().get(out.number()).from()),
                      budget.amount(out.size()),
                      why));
    }
    if (asked.selection().prompt().blocks().isEmpty()) {
      throw BagelException.user(
          "no text has room beside the question in %s: give more, or cut the files"
              .formatted(budget.limit()));
    }
  }
}
