package dev.bagel.cli;

import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.prompting.context.Budget;
import java.nio.file.Path;
import java.util.Optional;

/// A limit to a prompt and how it is counted.
///
/// @param option as the user gives a limit
/// @param unit `characters` or `tokens`
/// @param tokenizer that counts, to be closed
record PromptBudget(Budget budget, String option, String unit, Optional<Tokenizer> tokenizer)
    implements AutoCloseable {
  static PromptBudget characters(int limit) {
    return new PromptBudget(
        Budget.characters(limit), "--max-characters", "characters", Optional.empty());
  }

  static PromptBudget tokens(int limit, Path model) {
    Tokenizer open = Tokenizer.of(model);
    return new PromptBudget(
        new Budget(open::count, limit), "--max-tokens", "tokens", Optional.of(open));
  }

  /// `1,200 tokens`.
  String amount(int size) {
    return BuildReports.number(size) + " " + unit;
  }

  /// `the 1,200 tokens of --max-tokens`.
  String limit() {
    return "the %s of %s".formatted(amount(budget.limit()), option);
  }

  @Override
  public void close() {
    tokenizer.ifPresent(Tokenizer::close);
  }
}
