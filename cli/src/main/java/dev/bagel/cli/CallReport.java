package dev.bagel.cli;

import dev.bagel.prompting.functions.Round;
import dev.bagel.prompting.functions.ValidCall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What `bagel call` prints: the call on standard output, what went wrong on the way to it on
/// standard error.
record CallReport(Output output) {
  private record Call(String function, Map<String, Object> params) {}

  private record WithRounds(
      @Nullable String function, @Nullable Map<String, Object> params, List<RoundRow> rounds) {}

  /// @param prompt null where nobody said what was asked
  /// @param answer null where the model gave none
  private record RoundRow(@Nullable String prompt, @Nullable String answer, List<String> problems) {
    static RoundRow of(Round round) {
      String prompt = round.prompt().isEmpty() ? null : round.prompt();
      return switch (round) {
        case Round.Answered(_, String answer, List<String> problems) ->
            new RoundRow(prompt, answer, problems);
        case Round.Unanswered(_, _, String message) -> new RoundRow(prompt, null, List.of(message));
      };
    }
  }

  /// Tells of each answer that goes back to the model.
  Consumer<Round> watching(int repairs) {
    AtomicInteger over = new AtomicInteger();
    return round -> {
      int number = over.incrementAndGet();
      if (number <= repairs
          && round instanceof Round.Answered(_, _, List<String> problems)
          && !problems.isEmpty()) {
        note("round %d of %d: %s".formatted(number, repairs + 1L, problems.getFirst()));
      }
    };
  }

  void print(ValidCall call, List<Round> rounds) {
    String name = call.function().name();
    if (output.json()) {
      output.json(new WithRounds(name, call.arguments(), rows(rounds)));
    } else {
      output.json(new Call(name, call.arguments()));
    }
  }

  /// For machines, what was tried; people read the error.
  void printNone(List<Round> rounds) {
    if (output.json()) {
      output.json(new WithRounds(null, null, rows(rounds)));
    }
  }

  /// The problem of an answer, or how many there are; then each has a line of its own.
  String summary(List<String> problems) {
    if (problems.size() == 1) {
      return VisibleText.line(problems.getFirst());
    }
    problems.forEach(this::note);
    return problems.size() + " problems, named above";
  }

  private void note(String text) {
    output.err().println(VisibleText.line(text));
  }

  private static List<RoundRow> rows(List<Round> rounds) {
    return rounds.stream().map(RoundRow::of).toList();
  }
}
