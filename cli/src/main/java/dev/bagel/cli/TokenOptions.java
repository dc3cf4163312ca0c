package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.dataset.budget.TokenBudget;
import dev.bagel.dataset.budget.TokenBudget.Over;
import dev.bagel.dataset.recipe.Recipe;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How many tokens rows may have.
final class TokenOptions {
  @Option(
      names = "--tokenizer",
      paramLabel = "DIR",
      description =
          "Count rows in tokens of the model in this folder (tokenizer.json). Default: the"
              + " recipe's, if it has one.")
  private @Nullable Path tokenizer;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description =
          "The most tokens of a row, BOS and EOS among them; and the length of packed"
              + " sequences.")
  private @Nullable Integer limit;

  @Option(
      names = "--over",
      paramLabel = "drop|cut",
      description =
          "Rows over --max-tokens are not written, or lose their earliest exchanges. Default:"
              + " drop.")
  private @Nullable Over over;

  /// The recipe with what the command line says in place of its own.
  Recipe of(Recipe recipe) {
    if (tokenizer == null && limit == null && over == null) {
      return recipe;
    }
    TokenBudget written = recipe.tokens().orElse(null);
    String folder =
        tokenizer != null ? tokenizer.toString() : written == null ? null : written.tokenizer();
    if (folder == null) {
      throw BagelException.user(
          "%s needs --tokenizer DIR, the folder of the model whose tokens are counted"
              .formatted(limit == null ? "--over" : "--max-tokens"));
    }
    int most = limit != null ? limit : written == null ? TokenBudget.NO_LIMIT : written.limit();
    if (over != null && most == TokenBudget.NO_LIMIT) {
      throw BagelException.user("--over needs --max-tokens N, the limit that rows are over");
    }
    Over then = over != null ? over : written == null ? Over.DROP : written.over();
    return recipe.withTokens(new TokenBudget(folder, most, then));
  }
}
