package dev.bagel.prompting.functions;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// From a user's input to a valid function call, by asking a language model.
///
/// An answer that is no valid call is sent back with what is wrong with it, at most `repairs`
/// times. What the model does wrong is a result, and so is a model that gives no answer, which ends
/// the asking at once. May be used by many threads if the model may.
///
/// @param check what else can be wrong with a call, such as [Dispatcher#check]
public record FunctionCalls(
    LanguageModel model, Functions functions, CallFormat format, int repairs, Check check) {

  /// Finds what else is wrong with a call that its declaration allows.
  @FunctionalInterface
  public interface Check {
    List<Problem> problems(ValidCall call);
  }

  public FunctionCalls {
    if (repairs < 0) {
      throw BagelException.user(
          "there cannot be %d rounds of repair: give 0 or more".formatted(repairs));
    }
  }

  /// JSON, two rounds of repair.
  public static FunctionCalls of(LanguageModel model, Functions functions) {
    return new FunctionCalls(model, functions, CallFormat.JSON, 2, _ -> List.of());
  }

  /// The same for functions with code: calls that their Java types do not allow are repaired too.
  public static FunctionCalls of(LanguageModel model, Dispatcher dispatcher) {
    return of(model, dispatcher.functions()).with(dispatcher::check);
  }

  public FunctionCalls in(CallFormat other) {
    return new FunctionCalls(model, functions, other, repairs, check);
  }

  public FunctionCalls repairing(int times) {
    return new FunctionCalls(model, functions, format, times, check);
  }

  public FunctionCalls with(Check other) {
    return new FunctionCalls(model, functions, format, repairs, other);
  }

  /// The prompt of the first round.
  public String prompt(String userInput) {
    return CallPrompt.of(functions, userInput, format);
  }

  public CallResult ask(String userInput) {
    return ask(userInput, _ -> {});
  }

  /// The same, watched.
  ///
  /// @param heard told of each round as soon as it is over, in the thread that asks
  public CallResult ask(String userInput, Consumer<? super Round> heard) {
    String first = prompt(userInput);
    List<Round> rounds = new ArrayList<>();
    String prompt = first;
    while (true) {
      String answer;
      try {
        answer = model.ask(prompt);
      } catch (ModelException e) {
        String message = String.valueOf(e.getMessage());
        rounds.add(new Round.Unanswered(prompt, e.kind(), message));
        heard.accept(rounds.getLast());
        return new CallResult.NotCalled(message, rounds);
      }
      Judgement judgement = judge(answer);
      rounds.add(new Round.Answered(prompt, answer, judgement.messages()));
      heard.accept(rounds.getLast());
      switch (judgement) {
        case Judgement.Valid(ValidCall call) -> {
          return new CallResult.Called(call, rounds);
        }
        case Judgement.Wrong(List<String> messages) -> {
          if (rounds.size() > repairs) {
            return new CallResult.NotCalled(
                "the model made no valid call in %s; at last: %s"
                    .formatted(
                        rounds.size() == 1 ? "one round" : rounds.size() + " rounds",
                        messages.getFirst()),
                rounds);
          }
          prompt = CallPrompt.repair(first, CallPrompt.quoted(answer), messages, format);
        }
      }
    }
  }

  /// What an answer comes to, without a model: it is read, and the call checked.
  public Judgement judge(String answer) {
    Judgement judgement = functions.judge(answer);
    if (judgement instanceof Judgement.Valid(ValidCall call)) {
      List<Problem> more = check.problems(call);
      return more.isEmpty() ? judgement : Judgement.wrong(more);
    }
    return judgement;
  }
}
