package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.plan.Plan;
import dev.bagel.prompting.plan.PlanFault;
import dev.bagel.prompting.plan.PlanReading;
import dev.bagel.prompting.plan.PlanReading.Faulty;
import dev.bagel.prompting.plan.PlanReading.Sound;
import dev.bagel.prompting.plan.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel plan check`: reads a plan and says how it would run, or why it would not.
@Command(
    name = "check",
    description = {
      "Says how a plan would run, or why it would not.",
      "",
      "Reads a plan, or a model's answer with one in it, and prints how its steps hang together:"
          + " what each waits for, the longest path, what can run at the same time. Or all that is"
          + " wrong with it; the exit code is 2 then. Needs no model.",
      ""
    },
    footer = {
      "",
      "Example: bagel plan check plan.txt",
      "         bagel plan check bad.txt --print-prompt --question 'Who won?'",
      "--print-prompt is for a plan with faults: it prints what a model would be asked for another."
    })
final class PlanCheckCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The plan; - for standard input. --response FILE is the same.")
  private @Nullable Path file;

  @Option(
      names = "--question",
      paramLabel = "TEXT",
      description = "With --print-prompt: what the plan was to answer.")
  private @Nullable String question;

  @Mixin PlanOptions plan = new PlanOptions();
  @Mixin AnswerOptions answer = new AnswerOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    boolean prints = answer.printsPrompt();
    if (prints != (question != null)) {
      throw BagelException.user("--print-prompt and --question TEXT go together");
    }
    String text = text();
    PlanReading reading = plan.checker().read(text);
    if (question != null) {
      answer.print(another(question, text, reading), output);
      return 0;
    }
    if (output.json()) {
      output.json(PlanFacts.of(text, reading));
    }
    switch (reading) {
      case Sound(Plan sound) -> {
        if (!output.json()) {
          print(sound, output);
        }
      }
      case Faulty(List<PlanFault> faults) -> {
        if (!output.json()) {
          FaultLines.of(text, faults).forEach(output::line);
        }
        throw BagelException.user(FaultLines.summary(faults));
      }
    }
    return 0;
  }

  private String text() {
    String response = answer.response().orElse(null);
    if (file != null && response != null) {
      throw BagelException.user("FILE and --response are the same: leave one out");
    }
    if (file != null) {
      return TextInput.of(file);
    }
    if (response == null) {
      throw BagelException.user("FILE is missing: name the file of the plan, or - ");
    }
    return response;
  }

  private String another(String asked, String text, PlanReading reading) {
    return switch (reading) {
      case Sound _ ->
          throw BagelException.user(
              "nothing is wrong with this plan: no other has to be asked for");
      case Faulty(List<PlanFault> faults) ->
          plan.prompt().again(asked, text, faults.stream().map(PlanFault::toString).toList());
    };
  }

  private static void print(Plan sound, Output output) {
    TextTable table = new TextTable("evidence", "tool", "waits for", "input");
    for (Step step : sound.steps()) {
      table.row(
          sound.notation().reference(step.evidence()),
          step.tool(),
          String.join(" ", PlanFacts.references(sound, sound.references(step))),
          ShortText.of(step.input(), 200));
    }
    output.line(table.toString());
    PlanShape shape = PlanShape.of(sound);
    output.line("");
    output.line("answer        " + VisibleText.line(sound.answer()));
    output.line(
        "longest path  " + String.join(" → ", PlanFacts.evidence(sound, shape.longestPath())));
    shape.rounds().stream()
        .filter(round -> round.size() > 1)
        .forEach(
            round ->
                output.line("together      " + String.join(" ", PlanFacts.evidence(sound, round))));
  }
}
