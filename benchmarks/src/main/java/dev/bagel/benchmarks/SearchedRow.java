package dev.bagel.benchmarks;

import dev.bagel.benchmarks.Verdicts.Verdict;
import dev.bagel.dataset.decontaminate.BenchmarkSearch;
import dev.bagel.dataset.decontaminate.Evidence;
import dev.bagel.dataset.decontaminate.Match;
import dev.bagel.dataset.decontaminate.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A row and what a search finds for it, the most similar first.
///
/// @param matches of each reason the most similar: no verdict depends on others
record SearchedRow(LabelledRow row, List<Match> matches) {
  static SearchedRow of(LabelledRow row, BenchmarkSearch search) {
    Set<Evidence> reasons = EnumSet.noneOf(Evidence.class);
    List<Match> kept = new ArrayList<>();
    for (Match match : search.matches(row.text())) {
      if (reasons.add(match.reason())) {
        kept.add(match);
      }
    }
    return new SearchedRow(row, kept);
  }

  /// By a rule whose cosine is no lower than the one that was searched with.
  Verdict at(Rule.Rephrase rule) {
    return new Verdict(row, matches.stream().anyMatch(rule::holds));
  }
}
