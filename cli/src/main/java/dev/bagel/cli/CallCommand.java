package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.functions.CallFormat;
import dev.bagel.prompting.functions.CallPrompt;
import dev.bagel.prompting.functions.CallResult;
import dev.bagel.prompting.functions.FunctionCalls;
import dev.bagel.prompting.functions.Functions;
import dev.bagel.prompting.functions.Judgement;
import dev.bagel.prompting.functions.Round;
import dev.bagel.prompting.functions.ValidCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel call`: from what a user says to a valid call of one of the given functions.
@Command(
    name = "call",
    description = {
      "Has a language model choose a function and its parameters for what a user says. Prints the"
          + " call as JSON, and only one that the functions allow: an answer that is no such call"
          + " goes back to the model with what is wrong with it.",
      ""
    },
    footer = {
      "",
      "Example: bagel call --model ollama:#llama3 --functions tools.json 'To Hallig'",
      "Where no call comes of it, the exit code is 3; of an answer from a file, 2."
    })
final class CallCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "INPUT",
      description = "What the user says; - reads it from standard input. --response needs none.")
  private @Nullable String input;

  @Option(
      names = "--functions",
      required = true,
      paramLabel = "FILE",
      description =
          "The functions to choose from: in YAML, as prompts list them, or a JSON list of tools"
              + " with JSON Schema.")
  private Path functions = Path.of("");

  @Option(
      names = "--format",
      defaultValue = "json",
      paramLabel = "json|yaml",
      description =
          "What the prompt asks for; answers are read in both. Default: ${DEFAULT-VALUE}.")
  private CallFormat format = CallFormat.JSON;

  @Option(
      names = "--repairs",
      defaultValue = "2",
      paramLabel = "N",
      description = "How often a wrong answer goes back to the model. Default: ${DEFAULT-VALUE}.")
  private int repairs;

  @Mixin ModelOptions model = new ModelOptions();
  @Mixin AnswerOptions answers = new AnswerOptions();

  @Option(
      names = "--json",
      description = "Print the rounds with the call: prompt, answer and problems of each.")
  boolean json;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    if (repairs < 0) {
      throw BagelException.user("--repairs is %d; give 0 or more".formatted(repairs));
    }
    TextInput.checkOnce(spec);
    Functions declared = FunctionsFile.read(functions);
    if (answers.printsPrompt()) {
      answers.print(CallPrompt.of(declared, input(), format), output);
      return 0;
    }
    Optional<String> response = answers.response();
    if (response.isPresent()) {
      judge(response.get(), declared, new CallReport(output));
    } else {
      ask(declared, new CallReport(output));
    }
    return 0;
  }

  private void ask(Functions declared, CallReport report) {
    String asked = input();
    FunctionCalls calls = FunctionCalls.of(model.model(), declared).in(format).repairing(repairs);
    CallResult result = calls.ask(asked, report.watching(repairs));
    switch (result) {
      case CallResult.Called(ValidCall call, List<Round> rounds) -> report.print(call, rounds);
      case CallResult.NotCalled(String message, List<Round> rounds) -> {
        report.printNone(rounds);
        throw rounds.getLast() instanceof Round.Unanswered last
            ? model.unanswered(last.kind(), last.message())
            : BagelException.resources(
                VisibleText.line(message) + "; --json shows what it answered");
      }
    }
  }

  private void judge(String answer, Functions declared, CallReport report) {
    String prompt = input == null ? "" : CallPrompt.of(declared, input(), format);
    Judgement judgement = declared.judge(answer);
    List<Round> rounds = List.of(new Round.Answered(prompt, answer, judgement.messages()));
    switch (judgement) {
      case Judgement.Valid(ValidCall call) -> report.print(call, rounds);
      case Judgement.Wrong(List<String> problems) -> {
        report.printNone(rounds);
        throw BagelException.user(
            "%s holds no valid call: %s"
                .formatted(answers.responseName(), report.summary(problems)));
      }
    }
  }

  private String input() {
    if (input == null) {
      throw BagelException.user("INPUT is missing: say what the user wants, as the last argument");
    }
    String text = input.equals("-") ? TextInput.typed() : input;
    if (text.isBlank()) {
      throw BagelException.user(
          "%s is blank: say what the user wants"
              .formatted(input.equals("-") ? "standard input" : "INPUT"));
    }
    return text;
  }
}
