package dev.bagel.cli;

import dev.bagel.BagelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much one prompt may hold.
final class BudgetOptions {
  @Option(
      names = "--max-characters",
      paramLabel = "N",
      description =
          "The most characters that a prompt may have. Give it, or --max-tokens: many servers cut"
              + " off, without a word, what is longer than the model can read.")
  private @Nullable Integer characters;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = {
        "The most tokens that a prompt may have, by --tokenizer. Leave room for the answer and the"
            + " model's chat template."
      })
  private @Nullable Integer tokens;

  @Option(
      names = "--tokenizer",
      paramLabel = "DIR",
      description = "The folder of the model's tokenizer.json, which counts for --max-tokens.")
  private @Nullable Path tokenizer;

  /// @param otherwise the most characters where nothing is said
  /// @throws BagelException USER where the options do not go together
  PromptBudget open(int otherwise) {
    if (tokens == null) {
      if (tokenizer != null) {
        throw BagelException.user("--tokenizer counts for --max-tokens: give that too");
      }
      return PromptBudget.characters(
          characters == null ? otherwise : checked("--max-characters", characters));
    }
    if (characters != null) {
      throw BagelException.user(
          "--max-characters and --max-tokens exclude each other: leave one out");
    }
    if (tokenizer == null) {
      throw BagelException.user(
          "--max-tokens needs --tokenizer DIR, the folder of the model's tokenizer.json");
    }
    return PromptBudget.tokens(checked("--max-tokens", tokens), tokenizer);
  }

  private static int checked(String option, int limit) {
    if (limit < 1) {
      throw BagelException.user("%s is %d; give 1 or more".formatted(option, limit));
    }
    return limit;
  }
}
