package dev.bagel.prompting.tool;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.langchain4j.exception.NonRetriableException;

/// Asks the language model itself: a question, with what was found so far, to an answer.
///
/// @param model asked within its own limits
public record KnowledgeModel(LanguageModel model) implements Tool {
  @Override
  public String name() {
    return "KnowledgeModel";
  }

  @Override
  public String description() {
    return "asks a language model to answer, compare, sum up or reason about the text it is given";
  }

  @Override
  public String call(String input) throws ToolException, InterruptedException {
    if (input.isBlank()) {
      throw ToolException.useless("there is no question to ask the model");
    }
    try {
      return model.ask(input).strip();
    } catch (ModelException e) {
      throw failed(e);
    }
  }

  private static ToolException failed(ModelException e) throws InterruptedException {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case CANCELLED -> {
        Thread.interrupted(); // the exception says it from here on
        throw new InterruptedException(message);
      }
      case EMPTY, TIMEOUT, RATE_LIMITED -> ToolException.mayHelp(message, e);
      case FAILED ->
          isRefused(e) ? ToolException.useless(message, e) : ToolException.mayHelp(message, e);
      case REFUSED, TOO_LONG -> ToolException.useless(message, e);
    };
  }

  /// Whether the next answer would be the same: a wrong key, an unknown model, none at all.
  private static boolean isRefused(ModelException e) {
    return e.getCause() instanceof NonRetriableException || e.getCause() instanceof BagelException;
  }
}
