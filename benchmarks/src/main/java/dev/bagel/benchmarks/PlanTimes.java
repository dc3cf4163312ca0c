package dev.bagel.benchmarks;

import dev.bagel.prompting.model.LanguageModel;
import dev.bagel.prompting.plan.PlanRunner;
import dev.bagel.prompting.plan.PlanTrace;
import dev.bagel.prompting.plan.Toolbox;
import dev.bagel.prompting.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The time on the wall that plans take whose tools do nothing but wait, beside their longest path.
final class PlanTimes {
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int ROUNDS = 11;

  private PlanTimes() {}

  static void run(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "milliseconds of plans with steps of %d ms: medians of %d runs%n",
        STEP.toMillis(),
        ROUNDS);
    out.printf("%-44s%10s%10s  %s%n", "", "path", "plan", "smallest–largest");
    print(out, "one step", 1, independent(1));
    print(out, "eight independent steps", 1, independent(8));
    print(out, "four steps, each on the one before", 4, chain(4));
  }

  private static void print(PrintStream out, String name, int path, String plan) {
    PlanRunner runner =
        PlanRunner.of(
            // The plan is given, and its answer is evidence: nothing is asked.
            LanguageModel.of(new ChatModel() {}),
            Toolbox.of(
                Tool.of(
                    "Wait",
                    "waits",
                    input -> {
                      Thread.sleep(STEP);
                      return input;
                    })));
    double[] times = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      PlanTrace trace = runner.run("?", plan);
      times[round] = trace.nanos() / 1e6;
    }
    Arrays.sort(times);
    out.printf(
        Locale.ROOT,
        "%-44s%10d%10.0f  %.0f–%.0f%n",
        name,
        path * STEP.toMillis(),
        times[ROUNDS / 2],
        times[0],
        times[ROUNDS - 1]);
  }

  private static String independent(int steps) {
    return IntStream.rangeClosed(1, steps)
            .mapToObj("#E%d = Wait[x]\n"::formatted)
            .collect(Collectors.joining())
        + "Answer: #E"
        + steps;
  }

  private static String chain(int steps) {
    return "#E1 = Wait[x]\n"
        + IntStream.rangeClosed(2, steps)
            .mapToObj(step -> "#E%d = Wait[#E%d]\n".formatted(step, step - 1))
            .collect(Collectors.joining())
        + "Answer: #E"
        + steps;
  }
}
