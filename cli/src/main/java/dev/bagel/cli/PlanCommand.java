package dev.bagel.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bagel plan`: plans of a language model.
@Command(
    name = "plan",
    description = {
      "Answers questions by plans (reWOO): a language model says first which tools are to be called"
          + " with what, the plan is checked, then run as a graph of steps.",
      ""
    },
    footer = {
      "",
      "Example: bagel plan run --model ollama:#qwen3 --trace run.json 'Who won?'",
      "         bagel plan show run.json"
    },
    subcommands = {
      PlanMakeCommand.class,
      PlanCheckCommand.class,
      PlanRunCommand.class,
      PlanShowCommand.class,
      PlanReplayCommand.class
    })
final class PlanCommand implements Runnable {
  @Mixin CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  /// Without a subcommand: what there is.
  @Override
  public void run() {
    Output output = Output.of(spec);
    output.line(Objects.requireNonNull(spec).commandLine().getUsageMessage().stripTrailing());
  }
}
