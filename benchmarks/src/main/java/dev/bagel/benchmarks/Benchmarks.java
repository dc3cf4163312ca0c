package dev.bagel.benchmarks;

import dev.bagel.BagelException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The command `benchmarks/run`: compares Bagel with its peers, measures the rules of
/// decontamination, watches memory, or hands over to JMH.
///
/// Exit codes are those of `bagel`: 0, or 2 for what the caller can mend, 3 for what the machine
/// lacks, 1 for all else. Trouble is one line on the error stream.
public final class Benchmarks {
  private static final String USAGE =
      "benchmarks/run templates [--cases FILE], benchmarks/run nearest, benchmarks/run plans,"
          + " benchmarks/run calibration --cases FILE --against FILE, benchmarks/run"
          + " decontamination --cases FILE --against FILE, benchmarks/run soak --minutes N,"
          + " benchmarks/run training, benchmarks/run training-memory, or benchmarks/run jmh"
          + " [arguments of JMH]";

  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try {
      run(List.of(arguments), out);
    } catch (BagelException e) {
      System.err.println("benchmarks: " + e.getMessage());
      System.exit(
          switch (e.kind()) {
            case USER -> 2;
            case RESOURCES -> 3;
            case INTERNAL -> 1;
          });
    }
  }

  private static void run(List<String> arguments, PrintStream out) throws IOException {
    String name = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    switch (name) {
      case "templates" -> TemplateSettings.of(rest).run(out);
      case "calibration" -> Calibration.of(rest, Items.kept()).run(out);
      case "decontamination" -> CascadeComparison.of(rest, Items.kept()).run(out);
      case "nearest" -> NearestComparison.run(out);
      case "plans" -> PlanTimes.run(out);
      case "soak" -> Soak.of(rest).run(out);
      case "training" -> TrainingComparison.run(rest, out);
      case "training-memory" -> TrainingMemory.run(TrainingMemory.CASE, out);
      case "jmh" -> org.openjdk.jmh.Main.main(rest.toArray(String[]::new));
      default -> throw BagelException.user("give it one of these: " + USAGE);
    }
  }
}
