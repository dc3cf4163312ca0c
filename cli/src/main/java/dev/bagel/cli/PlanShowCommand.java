package dev.bagel.cli;

import dev.bagel.prompting.plan.PlanTrace;
import dev.bagel.prompting.plan.TraceFile;
import dev.bagel.prompting.plan.TraceText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel plan show`: a saved trace for people.
@Command(
    name = "show",
    description = "Prints what was done for a question, from a file that 'plan run --trace' wrote.",
    footer = {"", "Example: bagel plan show run.json"})
final class PlanShowCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TRACE", description = "The file; - for standard input.")
  private Path file = Path.of("");

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    PlanTrace trace = read(file);
    if (output.json()) {
      output.line(TraceFile.write(trace).stripTrailing());
    } else {
      TraceText.of(trace).lines().forEach(line -> output.line(VisibleText.line(line)));
    }
    return 0;
  }

  static PlanTrace read(Path file) {
    return TraceFile.read(TextInput.of(file), VisibleText.line(file.toString()));
  }
}
