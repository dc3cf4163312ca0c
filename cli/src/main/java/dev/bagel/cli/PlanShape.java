package dev.bagel.cli;

import dev.bagel.prompting.plan.Plan;
import dev.bagel.prompting.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How the steps of a sound plan hang together.
///
/// @param rounds steps that can run at the same time, if all take equally long
/// @param longestPath steps of which each waits for the one before; the first such path by the
///   plan's order
record PlanShape(List<List<Step>> rounds, List<Step> longestPath) {
  PlanShape {
    rounds = List.copyOf(rounds);
    longestPath = List.copyOf(longestPath);
  }

  static PlanShape of(Plan plan) {
    List<List<Step>> rounds = new ArrayList<>();
    Map<Integer, List<Step>> paths = new HashMap<>(); // the longest to each evidence
    List<Step> longest = List.of();
    for (Step step : plan.steps()) {
      List<Step> path = new ArrayList<>();
      for (int needed : plan.references(step).toArray()) {
        List<Step> before = paths.getOrDefault(needed, List.of());
        path = before.size() > path.size() ? new ArrayList<>(before) : path;
      }
      if (path.size() == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(path.size()).add(step);
      path.add(step);
      paths.put(step.evidence(), path);
      longest = path.size() > longest.size() ? path : longest;
    }
    return new PlanShape(rounds, longest);
  }
}
