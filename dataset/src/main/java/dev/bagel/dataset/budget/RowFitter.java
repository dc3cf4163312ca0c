package dev.bagel.dataset.budget;

import dev.bagel.chat.Prompt;
import dev.bagel.chat.Rendered;
import dev.bagel.dataset.budget.TokenBudget.Over;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.format.RowPlan;
import dev.bagel.dataset.format.RowText;
import dev.bagel.dataset.sample.Sample;
import dev.bagel.dataset.tokenizer.Boundary;
import dev.bagel.dataset.tokenizer.Encoded;
import dev.bagel.dataset.tokenizer.Tokenizer;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.nio.file.Path;

/// Holds rows against a token budget. An answer is never cut, since a model would learn to stop in
/// the middle of it. For one thread.
public final class RowFitter implements AutoCloseable {
  private final TokenBudget budget;
  private final Formatting formatting;
  private final Tokenizer tokenizer;

  public RowFitter(TokenBudget budget, Formatting formatting) {
    this.budget = budget;
    this.formatting = formatting;
    this.tokenizer = Tokenizer.of(Path.of(budget.tokenizer()));
  }

  /// Renders a row and counts it, and cuts it where the budget says so.
  ///
  /// @throws dev.bagel.BagelException USER where the tokenizer lacks a special token that the
  ///   prompt format writes
  public Fitted fit(Sample sample, RowPlan plan) {
    RowText text = formatting.text(sample, plan, 0);
    TrainingTokens tokens = tokens(text);
    if (tokens.size() <= budget.limit()) {
      return new Fitted.Whole(text, tokens);
    }
    if (budget.over() == Over.DROP) {
      return new Fitted.Over(tokens.size());
    }
    return plan.format() == null
        ? cutEnd(text, tokens.size())
        : cutBegin(sample, plan, tokens.size());
  }

  /// Leaves out as few of the earliest exchanges as it takes; found by halving, since a row with
  /// fewer exchanges has fewer tokens.
  private Fitted cutBegin(Sample sample, RowPlan plan, int before) {
    int tooFew = 0;
    int enough = Formatting.earlierExchanges(sample, plan);
    RowText text = formatting.text(sample, plan, enough);
    TrainingTokens tokens = tokens(text);
    if (enough == 0 || tokens.size() > budget.limit()) {
      return new Fitted.Over(before);
    }
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) / 2;
      RowText shorter = formatting.text(sample, plan, middle);
      TrainingTokens fewer = tokens(shorter);
      if (fewer.size() > budget.limit()) {
        tooFew = middle;
      } else {
        enough = middle;
        text = shorter;
        tokens = fewer;
      }
    }
    return new Fitted.Cut(
        text, tokens, before, enough + (enough == 1 ? " exchange" : " exchanges"));
  }

  /// Keeps the begin of a plain text. A part of a text may have other tokens at its end than the
  /// whole has there, so its tokens are counted anew.
  private Fitted cutEnd(RowText whole, int before) {
    String text = ((RowText.Answer) whole).rendered().output();
    Encoded encoded = tokenizer.encode(text);
    int frame = before - encoded.size();
    for (int kept = budget.limit() - frame; kept > 0; kept--) {
      String begin = text.substring(0, encoded.span(kept - 1).end());
      if (begin.isBlank()) {
        break;
      }
      RowText cut = new RowText.Answer(new Rendered(Prompt.EMPTY, begin));
      TrainingTokens tokens = tokens(cut);
      if (tokens.size() <= budget.limit()) {
        int lost = text.codePointCount(begin.length(), text.length());
        return new Fitted.Cut(cut, tokens, before, lost + " characters at the end");
      }
    }
    return new Fitted.Over(before);
  }

  private TrainingTokens tokens(RowText text) {
    return switch (text) {
      case RowText.Answer(Rendered rendered) -> tokens(rendered);
      case RowText.Answers(Prompt prompt, String chosen, String rejected) -> {
        TrainingTokens one = tokens(new Rendered(prompt, chosen));
        TrainingTokens other = tokens(new Rendered(prompt, rejected));
        yield one.size() >= other.size() ? one : other;
      }
    };
  }

  private TrainingTokens tokens(Rendered rendered) {
    return TrainingTokens.of(tokenizer, rendered, Boundary.APART);
  }

  public TokenBudget budget() {
    return budget;
  }

  /// The id that fills sequences up; nothing is learnt of it.
  public int padding() {
    return tokenizer.eos().orElseThrow().id();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
