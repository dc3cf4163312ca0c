package dev.bagel.cli;

import dev.bagel.dataset.write.Verification;
import dev.bagel.dataset.write.Verification.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bagel verify`: proves a build from its files alone.
@Command(
    name = "verify",
    description =
        "Proves a build from its files alone: counts balance for every source, hashes match, every"
            + " file opens.",
    footer = {"", "Example: bagel verify everything", "Exit code 2 if a check fails."})
final class VerifyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The folder that a build made.")
  private Path folder = Path.of(".");

  @Mixin JsonOption json = new JsonOption();
  @Mixin CommonOptions common = new CommonOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Output output = Output.of(spec);
    List<Check> checks = Verification.of(folder);
    List<Check> failed = checks.stream().filter(check -> !check.holds()).toList();
    if (output.json()) {
      output.json(checks);
    } else {
      for (Check check : checks) {
        output.line((check.holds() ? "holds  " : "FAILS  ") + check.statement());
        if (!check.holds()) {
          output.line("       " + check.finding());
        }
      }
    }
    if (!failed.isEmpty()) {
      output
          .err()
          .printf(
              "bagel: %d of %d checks of %s fail; build it again%n",
              failed.size(), checks.size(), folder);
      return 2;
    }
    return 0;
  }
}
