package dev.bagel.dataset;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.dataset.budget.RowFitter;
import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.format.RowPlan;
import dev.bagel.dataset.recipe.Recipe;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.write.Table;
import java.util.List;

/// Finds out before a build reads anything whether its rows can be counted in tokens.
final class TokenCheck {
  /// Long enough for every marker that the formats write.
  private static final Conversation TWO_EXCHANGES =
      Conversation.of(
          List.of(
              Message.user("Where is the key?"),
              Message.assistant("Under the mat."),
              Message.user("Thanks!"),
              Message.assistant("Not at all.")));

  private TokenCheck() {}

  /// @throws BagelException USER where the tokenizer cannot be read, or lacks what the prompt
  ///   formats write, or sequences shall be packed and there is no length for them
  static void of(Recipe recipe, DatasetSettings.Extras extras) {
    boolean limited = recipe.tokens().map(TokenBudget::limited).orElse(false);
    if (extras.exports().contains(Table.PACKED) && !limited) {
      throw BagelException.user(
          "packed sequences need a tokenizer and a length: give --tokenizer DIR --max-tokens N, or"
              + " tokens in the recipe");
    }
    recipe.tokens().ifPresent(budget -> count(budget, recipe));
  }

  private static void count(TokenBudget budget, Recipe recipe) {
    Formatting formatting = new Formatting(recipe.format(), new Chance(recipe.seed()));
    try (RowFitter fitter = new RowFitter(budget, formatting)) {
      for (RowPlan plan : formatting.plan(TWO_EXCHANGES)) {
        fitter.fit(TWO_EXCHANGES, plan);
      }
    }
  }
}
