package dev.bagel.prompting.plan;

import dev.bagel.BagelException;
import dev.bagel.prompting.plan.PlanFault.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds everything that would keep a plan from running, before anything runs.
///
/// @param toolbox the tools that there are
/// @param maxSteps more are a fault; how they hang together is then not looked at
public record PlanChecker(Toolbox toolbox, int maxSteps) {

  public PlanChecker {
    if (maxSteps < 1 || maxSteps > PlanParser.STEPS) {
      throw BagelException.user(
          "a plan may have 1 to %d steps, not %d".formatted(PlanParser.STEPS, maxSteps));
    }
  }

  /// Reads a model's answer and checks its plan: a sound plan, or all that is wrong with it.
  public PlanReading read(String answer) {
    Draft draft = PlanParser.draft(answer);
    List<PlanFault> faults = faults(draft);
    return faults.isEmpty()
        ? new PlanReading.Sound(new Plan(draft.notation(), draft.steps(), draft.answer()))
        : new PlanReading.Faulty(faults);
  }

  /// What is wrong with a plan, with the lines of [Plan#text()]; empty where nothing is.
  public List<PlanFault> check(Plan plan) {
    return faults(PlanParser.draft(plan.text()));
  }

  private List<PlanFault> faults(Draft draft) {
    List<PlanFault> faults = new ArrayList<>(draft.faults());
    List<Step> steps = draft.steps();
    if (steps.size() > PlanParser.STEPS) {
      return faults; // it says so already, and the end was not read
    }
    if (steps.size() > maxSteps) {
      faults.add(
          new PlanFault(
              Kind.TOO_MANY_STEPS,
              draft.lines().get(maxSteps),
              "there are %d steps; at most %d are allowed".formatted(steps.size(), maxSteps)));
    } else {
      tools(draft, faults);
      new Links(draft, faults).check();
    }
    if (draft.answer().isEmpty()) {
      int last = steps.isEmpty() ? draft.notation().first() : steps.getLast().evidence();
      String reference = draft.notation().reference(last);
      faults.add(
          new PlanFault(
              Kind.NO_ANSWER, draft.end(), "the plan must end with a line: Answer: " + reference));
    }
    faults.sort(Comparator.comparingInt(PlanFault::line));
    return faults;
  }

  private void tools(Draft draft, List<PlanFault> faults) {
    for (int i = 0; i < draft.steps().size(); i++) {
      String name = draft.steps().get(i).tool();
      if (toolbox.find(name).isEmpty()) {
        String near = toolbox.near(name).map(known -> "did you mean " + known + "? ").orElse("");
        faults.add(
            new PlanFault(
                Kind.UNKNOWN_TOOL,
                draft.lines().get(i),
                "there is no tool %s; %sthe tools are %s".formatted(name, near, toolbox.names())));
      }
    }
  }

  /// How the steps of one draft refer to each other.
  private static final class Links {
    private final Draft draft;
    private final List<PlanFault> faults;
    private final Map<Integer, Integer> makers = new HashMap<>();

    Links(Draft draft, List<PlanFault> faults) {
      this.draft = draft;
      this.faults = faults;
    }

    void check() {
      for (int i = 0; i < draft.steps().size(); i++) {
        int evidence = draft.steps().get(i).evidence();
        if (makers.putIfAbsent(evidence, i) != null) {
          fault(Kind.DOUBLE_EVIDENCE, i, name(evidence) + " is made twice; number the steps anew");
        }
      }
      int[][] needs =
          draft.steps().stream()
              .map(step -> draft.notation().references(step.input()).toArray())
              .toArray(int[][]::new);
      BitSet[] reached = reached(needs);
      for (int i = 0; i < needs.length; i++) {
        for (int needed : needs[i]) {
          reference(i, needed, reached);
        }
      }
      for (int needed : draft.notation().references(draft.answer()).toArray()) {
        if (!makers.containsKey(needed)) {
          unknown(draft.end(), "the answer line", needed);
        }
      }
    }

    private void reference(int step, int needed, BitSet[] reached) {
      Integer maker = makers.get(needed);
      String own = name(draft.steps().get(step).evidence());
      if (maker == null) {
        unknown(draft.lines().get(step), own, needed);
      } else if (maker >= step && (maker == step || reached[maker].get(step))) {
        fault(Kind.CYCLE, step, own + " needs " + name(needed) + ", which in turn needs it");
      } else if (maker > step) {
        fault(Kind.LATER_EVIDENCE, step, own + " needs " + name(needed) + " of a later step");
      }
    }

    /// For each step those that it needs, straight or by way of others (Warshall's closure).
    private BitSet[] reached(int[][] needs) {
      BitSet[] reached = new BitSet[needs.length];
      for (int i = 0; i < needs.length; i++) {
        reached[i] = new BitSet();
        for (int needed : needs[i]) {
          Integer maker = makers.get(needed);
          if (maker != null) {
            reached[i].set(maker);
          }
        }
      }
      for (int by = 0; by < reached.length; by++) {
        for (BitSet from : reached) {
          if (from.get(by)) {
            from.or(reached[by]);
          }
        }
      }
      return reached;
    }

    private void unknown(int line, String who, int needed) {
      if (faults.size() < PlanParser.FAULTS) {
        String message = who + " refers to " + name(needed) + ", which no step makes";
        faults.add(new PlanFault(Kind.UNKNOWN_EVIDENCE, line, message));
      }
    }

    private void fault(Kind kind, int step, String message) {
      faults.add(new PlanFault(kind, draft.lines().get(step), message));
    }

    private String name(int evidence) {
      return draft.notation().reference(evidence);
    }
  }
}
