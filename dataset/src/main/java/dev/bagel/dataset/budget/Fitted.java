package dev.bagel.dataset.budget;

import dev.bagel.chat.PromptFormat;
import dev.bagel.dataset.format.RowPlan;
import dev.bagel.dataset.format.RowText;
import dev.bagel.dataset.format.SftRow;
import dev.bagel.dataset.sample.Detail;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.tokenizer.TrainingTokens;

/// What became of a row that was held against the token budget.
public sealed interface Fitted {
  /// It is within the limit as it is.
  ///
  /// @param tokens of the row; of a pair, those with the longer answer
  record Whole(RowText text, TrainingTokens tokens) implements Fitted {}

  /// It is within the limit after a cut.
  ///
  /// @param before how many tokens it had
  /// @param lost what was cut, for people: `2 exchanges`
  record Cut(RowText text, TrainingTokens tokens, int before, String lost) implements Fitted {
    /// What the ledger says of it.
    public Drop drop(Sample sample, RowPlan plan, TokenBudget budget) {
      return Drop.of(
          sample,
          DropReason.CUT_TO_TOKEN_LIMIT,
          Detail.of(
              "format", format(plan),
              "turn", Integer.toString(plan.turn()),
              "tokens", Integer.toString(before),
              "limit", Integer.toString(budget.limit()),
              "lost", lost));
    }
  }

  /// It does not fit.
  ///
  /// @param before how many tokens it has
  record Over(int before) implements Fitted {
    /// What the ledger says of it.
    public Drop drop(Sample sample, RowPlan plan, TokenBudget budget) {
      return Drop.of(
          sample,
          DropReason.OVER_TOKEN_LIMIT,
          Detail.of(
              "format", format(plan),
              "turn", Integer.toString(plan.turn()),
              "tokens", Integer.toString(before),
              "limit", Integer.toString(budget.limit())));
    }
  }

  private static String format(RowPlan plan) {
    PromptFormat format = plan.format();
    return format == null ? SftRow.PLAIN_TEXT : format.label();
  }
}
