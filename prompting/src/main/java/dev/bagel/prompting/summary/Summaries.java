package dev.bagel.prompting.summary;

import dev.bagel.BagelException;
import dev.bagel.prompting.context.Block;
import dev.bagel.prompting.context.Budget;
import dev.bagel.prompting.context.ContextPrompt;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.summary.SummaryResult.NoSummary;
import dev.bagel.prompting.summary.SummaryResult.Reason;
import dev.bagel.prompting.summary.SummaryResult.Summary;
import dev.bagel.prompting.summary.SummaryRound.PartFailure;
import java.util.ArrayList;
import java.util.List;

/// Summarises texts of any length, with the fences of [ContextPrompt] and a number of words to aim
/// at.
///
/// What one prompt holds is asked for at once. More is cut at paragraphs or sentences into parts
/// that fit; each part is summarised, several at a time, and the summaries are summarised in the
/// same way until one prompt holds them (map and reduce). A part that fails is asked for once more,
/// and after waits where the model takes no more for now; then it is missing, and the result says
/// so. A round whose summaries are no shorter than what they are of ends the work, and so does the
/// last round that is allowed: the model is never asked without end. May be used by many threads.
///
/// @param budget for each prompt
/// @param words that the summary should have, more or less: it is the model that counts
/// @param parallel parts that are asked for at the same time
/// @param rounds that are allowed before the last
/// @param backoff what is waited where the model takes no more for now
public record Summaries(
    LanguageModel model, Budget budget, int words, int parallel, int rounds, Backoff backoff) {
  public Summaries {
    if (words < 1 || parallel < 1 || rounds < 0) {
      throw BagelException.user(
          "a summary of %d words by %d questions at a time and %d rounds makes no sense"
              .formatted(words, parallel, rounds));
    }
  }

  /// Four parts at a time, at most eight rounds.
  public static Summaries of(LanguageModel model, Budget budget, int words) {
    return new Summaries(model, budget, words, 4, 8, Backoff.DEFAULTS);
  }

  public Summaries inParallel(int other) {
    return new Summaries(model, budget, words, other, rounds, backoff);
  }

  public Summaries withRounds(int other) {
    return new Summaries(model, budget, words, parallel, other, backoff);
  }

  public Summaries withBackoff(Backoff other) {
    return new Summaries(model, budget, words, parallel, rounds, other);
  }

  /// The prompt for a summary of all blocks at once, whether the budget holds it or not.
  public ContextPrompt prompt(List<Block> blocks) {
    return prompt(blocks, words);
  }

  /// The prompt for a summary of all blocks in so many words, more or less.
  public static ContextPrompt prompt(List<Block> blocks, int words) {
    return new ContextPrompt(blocks, "Summarize the input in around " + words + " words.");
  }

  public SummaryResult summarise(String text) {
    return summarise(List.of(Block.of(text)));
  }

  /// One summary of all blocks. Blocks without text are passed over.
  public SummaryResult summarise(List<Block> blocks) {
    return summarise(blocks, SummaryProgress.UNHEARD);
  }

  /// As [#summarise(List)], with somebody who hears of each round before it is asked for.
  public SummaryResult summarise(List<Block> blocks, SummaryProgress progress) {
    List<SummaryRound> done = new ArrayList<>();
    try {
      return summarise(blocks.stream().filter(it -> !it.text().isBlank()).toList(), done, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NoSummary(Reason.CANCELLED, "the summary was cancelled", done);
    }
  }

  private SummaryResult summarise(
      List<Block> given, List<SummaryRound> done, SummaryProgress progress)
      throws InterruptedException {
    if (given.isEmpty()) {
      return new NoSummary(Reason.NOTHING_TO_SUMMARISE, "there is no text to summarise", done);
    }
    Parts parts = new Parts(budget, words);
    Asking asking = new Asking(model, parallel, backoff);
    List<Block> blocks = given;
    while (!parts.fits(parts.whole(blocks))) {
      List<ContextPrompt> prompts = parts.of(blocks);
      if (prompts.isEmpty()) {
        return new NoSummary(
            Reason.BUDGET_TOO_SMALL,
            "a budget of %d holds no text beside the instruction".formatted(budget.limit()),
            done);
      }
      if (done.size() == rounds) {
        return new NoSummary(
            Reason.TOO_MANY_ROUNDS,
            "after %d rounds there are still %d parts".formatted(rounds, prompts.size()),
            done);
      }
      progress.round(done.size() + 1, prompts.size());
      List<Block> summaries = round(asking.all(prompts), done);
      if (summaries.isEmpty()) {
        return failed(done);
      }
      if (parts.size(summaries) >= parts.size(blocks)) {
        return new NoSummary(
            Reason.NOT_SHORTER,
            "the summaries of round %d are no shorter than what they are of".formatted(done.size()),
            done);
      }
      blocks = summaries;
    }
    progress.round(done.size() + 1, 1);
    List<Block> whole = round(asking.all(List.of(parts.whole(blocks))), done);
    return whole.isEmpty() ? failed(done) : new Summary(whole.getFirst().text(), done);
  }

  private static List<Block> round(List<Asking.Answer> answers, List<SummaryRound> done)
      throws InterruptedException {
    List<Block> summaries = new ArrayList<>();
    List<PartFailure> failures = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      switch (answers.get(i)) {
        case Asking.Answer.Text(String text) -> summaries.add(Block.of(text));
        case Asking.Answer.Failure(var kind, String message) ->
            failures.add(new PartFailure(i, kind, message));
      }
    }
    done.add(new SummaryRound(answers.size(), failures));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return summaries;
  }

  private static NoSummary failed(List<SummaryRound> done) {
    return new NoSummary(
        Reason.MODEL_FAILED,
        "every part failed; the first: " + done.getLast().failures().getFirst().message(),
        done);
  }
}
