package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.model.ModelException;
import dev.bagel.prompting.plan.PlanTrace;
import dev.bagel.prompting.plan.Replay;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel plan replay`: goes through a saved trace again.
@Command(
    name = "replay",
    description = {
      "Goes through a saved run again.",
      "",
      "Takes the recorded evidence instead of tools, and says where what comes out differs from"
          + " what is recorded; the exit code is 2 then. With --model, the answer from the evidence"
          + " is asked for anew, where the run did ask for it.",
      ""
    },
    footer = {"", "Example: bagel plan replay run.json"})
final class PlanReplayCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TRACE", description = "The file; - for standard input.")
  private Path file = Path.of("");

  @Mixin ModelOptions models = new ModelOptions();
  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    Replay replay = replayed(PlanShowCommand.read(file));
    int differences = replay.differences().size();
    if (output.json()) {
      output.json(replay);
    } else {
      replay.differences().forEach(line -> output.line(VisibleText.line(line)));
    }
    if (differences > 0) {
      throw BagelException.user(
          "%s, replayed, differs in %d %s"
              .formatted(file, differences, differences == 1 ? "place" : "places"));
    }
    if (!output.json()) {
      output.line("replayed: no differences");
    }
    return 0;
  }

  private Replay replayed(PlanTrace trace) {
    Optional<LanguageModel> model = models.named();
    try {
      return model.isPresent() ? Replay.of(trace, model.get()) : Replay.of(trace);
    } catch (ModelException e) {
      throw models.unanswered(e.kind(), String.valueOf(e.getMessage()));
    }
  }
}
