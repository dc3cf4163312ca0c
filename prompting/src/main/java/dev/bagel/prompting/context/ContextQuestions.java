package dev.bagel.prompting.context;

import dev.bagel.prompting.context.ContextResult.Answered;
import dev.bagel.prompting.context.ContextResult.NoAnswer;
import dev.bagel.prompting.context.ContextResult.NotAsked;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import java.util.List;

/// Asks a model questions that it is to answer from given blocks, and holds what it cites against
/// them.
///
/// The temperature is that of the model's limits, 0 by default; more than 0.1 invites the model to
/// make things up. May be used by many threads.
///
/// @param budget for the whole prompt: blocks without room are left out, and the result says so
/// @param afterQuestion what is written after each question to get sources
public record ContextQuestions(LanguageModel model, Budget budget, String afterQuestion) {
  /// What the model card writes after its question: two spaces and a request for the source.
  public static final String SOURCE = "  Source?";

  /// Questions with a request for the source, without a limit to the prompt.
  public static ContextQuestions of(LanguageModel model) {
    return new ContextQuestions(model, Budget.characters(Integer.MAX_VALUE), SOURCE);
  }

  public ContextQuestions within(Budget other) {
    return new ContextQuestions(model, other, afterQuestion);
  }

  /// Questions that are sent as they are.
  public ContextQuestions asWritten() {
    return new ContextQuestions(model, budget, "");
  }

  /// Where there is no room for all blocks, the last ones are left out.
  public ContextResult ask(List<Block> blocks, String question) {
    return ask(budget.select(blocks, question + afterQuestion));
  }

  /// Where there is no room for all blocks, the least relevant ones are left out.
  public ContextResult askByRelevance(List<RankedBlock> blocks, String question) {
    return ask(budget.selectByRelevance(blocks, question + afterQuestion));
  }

  /// Asks what has been selected already.
  public ContextResult ask(Selection selection) {
    ContextPrompt prompt = selection.prompt();
    if (prompt.blocks().isEmpty()) {
      return new NotAsked(selection);
    }
    try {
      String answer = model.ask(prompt.text());
      return new Answered(ContextAnswer.read(answer, prompt.blocks()), selection);
    } catch (ModelException e) {
      return new NoAnswer(e.kind(), String.valueOf(e.getMessage()), selection);
    }
  }
}
