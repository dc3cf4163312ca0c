package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.plan.Plan;
import dev.bagel.prompting.plan.PlanFault;
import dev.bagel.prompting.plan.PlanReading;
import dev.bagel.prompting.plan.PlanReading.Faulty;
import dev.bagel.prompting.plan.PlanReading.Sound;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel plan make`: asks for a plan.
@Command(
    name = "make",
    description = {
      "Asks a language model for a plan, and checks it.",
      "",
      "Prints it in the grammar's own form, without whatever else the model wrote. Nothing is run.",
      ""
    },
    footer = {
      "",
      "Example: bagel plan make --model ollama:#qwen3 'Who won?' > plan.txt",
      "         bagel plan make --print-prompt 'Who won?'",
      "A plan with faults is not printed: each fault is a note on standard error; the exit code is"
          + " 3 for a model's plan, 2 for one of --response. --json prints either."
    })
final class PlanMakeCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "QUESTION",
      description = "What the plan is to answer; not needed with --response.")
  private String question = "";

  @Mixin PlanOptions plan = new PlanOptions();
  @Mixin ModelOptions models = new ModelOptions();
  @Mixin AnswerOptions answer = new AnswerOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    if (answer.printsPrompt()) {
      answer.print(plan.prompt().first(asked()), output);
      return 0;
    }
    Optional<String> given = answer.response();
    String text = given.orElseGet(() -> made(asked()));
    PlanReading reading = plan.checker().read(text);
    if (output.json()) {
      output.json(PlanFacts.of(text, reading));
    }
    switch (reading) {
      case Sound(Plan sound) -> {
        if (!output.json()) {
          output.line(sound.text().stripTrailing());
        }
      }
      case Faulty(List<PlanFault> faults) -> {
        FaultLines.of(text, faults).forEach(line -> output.err().println("note: " + line));
        String message = FaultLines.summary(faults);
        throw given.isPresent() ? BagelException.user(message) : BagelException.resources(message);
      }
    }
    return 0;
  }

  private String asked() {
    if (question.isBlank()) {
      throw BagelException.user("QUESTION is missing: say what the plan is to answer");
    }
    return question;
  }

  private String made(String asked) {
    try {
      return models.model().ask(plan.prompt().first(asked));
    } catch (ModelException e) {
      throw models.unanswered(e.kind(), String.valueOf(e.getMessage()));
    }
  }
}
