package dev.bagel.prompting.summary;

import dev.bagel.BagelException;
import dev.bagel.prompting.context.ContextPrompt;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.model.ModelException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks for the parts of a round, so many at a time, each on a virtual thread.
final class Asking {
  /// What came of one part.
  sealed interface Answer {
    record Text(String text) implements Answer {}

    record Failure(Kind kind, String message) implements Answer {}
  }

  private final LanguageModel model;
  private final int parallel;
  private final Backoff backoff;

  Asking(LanguageModel model, int parallel, Backoff backoff) {
    this.model = model;
    this.parallel = parallel;
    this.backoff = backoff;
  }

  /// The answers in the order of the prompts.
  ///
  /// @throws InterruptedException where the thread was told to stop; the parts are told so too
  List<Answer> all(List<ContextPrompt> prompts) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(parallel, Thread.ofVirtual().name("summary-", 0).factory());
    try {
      List<Callable<Answer>> calls =
          prompts.stream().<Callable<Answer>>map(prompt -> () -> stubborn(prompt.text())).toList();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw BagelException.internal("a question to a model threw what it does not declare", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /// Asks; once more where that fails, and after each wait where the model takes no more for now.
  private Answer stubborn(String prompt) throws InterruptedException {
    Answer answer = once(prompt);
    if (answer instanceof Answer.Failure(Kind kind, _)
        && kind != Kind.CANCELLED
        && kind != Kind.REFUSED
        && kind != Kind.RATE_LIMITED) {
      answer = once(prompt);
    }
    for (Duration wait : backoff.waits()) {
      if (!(answer instanceof Answer.Failure(Kind kind, _)) || kind != Kind.RATE_LIMITED) {
        return answer;
      }
      backoff.pause().of(wait);
      answer = once(prompt);
    }
    return answer;
  }

  private Answer once(String prompt) {
    try {
      return new Answer.Text(model.ask(prompt).strip());
    } catch (ModelException e) {
      return new Answer.Failure(e.kind(), String.valueOf(e.getMessage()));
    }
  }
}
