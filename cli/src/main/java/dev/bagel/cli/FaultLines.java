package dev.bagel.cli;

import dev.bagel.prompting.plan.PlanFault;
import java.util.List;

/// The faults of a plan for people: where, what stands there, and what is wrong with it.
final class FaultLines {
  private static final int QUOTED = 60;

  private FaultLines() {}

  /// One line a fault.
  static List<String> of(String text, List<PlanFault> faults) {
    List<String> lines = text.lines().toList();
    return faults.stream()
        .map(fault -> line(fault, fault.line() > lines.size() ? "" : lines.get(fault.line() - 1)))
        .toList();
  }

  /// What a command ends with that has shown them.
  static String summary(List<PlanFault> faults) {
    int count = faults.size();
    return "the plan cannot run: it has " + (count == 1 ? "a fault" : count + " faults");
  }

  private static String line(PlanFault fault, String quoted) {
    String there = quoted.isBlank() ? "" : " (" + ShortText.of(quoted, QUOTED) + ")";
    return "line %d%s: %s".formatted(fault.line(), there, VisibleText.line(fault.message()));
  }
}
