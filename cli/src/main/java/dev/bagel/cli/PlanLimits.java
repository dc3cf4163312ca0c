package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.prompting.plan.PlanBudget;
import dev.bagel.prompting.plan.PlanSettings;
import dev.bagel.prompting.plan.PlanSettings.OnFailure;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What a run of plans may cost, and what a failed step leads to.
final class PlanLimits {
  @Option(
      names = "--on-failure",
      paramLabel = "go-on|replan|stop",
      defaultValue = "go-on",
      converter = OnFailureName.class,
      description =
          "What a failed step leads to: that it failed is its evidence; another plan; the end."
              + " Default: ${DEFAULT-VALUE}.")
  private OnFailure onFailure = OnFailure.GO_ON;

  @Option(
      names = "--replans",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How often the model is asked for another plan, for one with faults too. Default:"
              + " ${DEFAULT-VALUE}.")
  private int replans = 2;

  @Option(
      names = "--step-seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Of one step, with all tries. Default: ${DEFAULT-VALUE}.")
  private int stepSeconds = 60;

  @Option(
      names = "--total-seconds",
      paramLabel = "N",
      defaultValue = "600",
      description = "Until the answer, the model's time included. Default: ${DEFAULT-VALUE}.")
  private int totalSeconds = 600;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many tools are called at the same time. Default: ${DEFAULT-VALUE}.")
  private int parallel = 8;

  @Option(
      names = "--max-calls",
      paramLabel = "N",
      defaultValue = "50",
      description = "Calls of tools, over all plans and tries. Default: ${DEFAULT-VALUE}.")
  private int calls = 50;

  PlanSettings settings(PlanOptions plan) {
    above0("--step-seconds", stepSeconds);
    above0("--total-seconds", totalSeconds);
    above0("--parallel", parallel);
    above0("--max-calls", calls);
    PlanSettings defaults = PlanSettings.DEFAULTS;
    return defaults
        .withNotation(plan.notation())
        .withStep(defaults.step().withTime(Duration.ofSeconds(stepSeconds)))
        .withBudget(new PlanBudget(plan.steps(), parallel, calls, Duration.ofSeconds(totalSeconds)))
        .onFailure(onFailure, replans);
  }

  static void above0(String option, int value) {
    if (value < 1) {
      throw BagelException.user(option + " must be 1 or more, not " + value);
    }
  }

  /// From `go-on` to [OnFailure#GO_ON].
  private static final class OnFailureName implements ITypeConverter<OnFailure> {
    @Override
    public OnFailure convert(String value) {
      for (OnFailure each : OnFailure.values()) {
        if (each.name().replace('_', '-').equals(value.toUpperCase(Locale.ROOT))) {
          return each;
        }
      }
      throw new TypeConversionException("unknown");
    }
  }
}
