package dev.bagel.cli;

import dev.bagel.prompting.summary.SummaryResult.Summary;
import dev.bagel.prompting.summary.SummaryRound;
import dev.bagel.prompting.summary.SummaryRound.PartFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A summary for people or for machines, and which parts it lacks.
record SummaryView(Summary summary) {
  void print(Output output) {
    int missing = 0;
    for (int i = 0; i < summary.rounds().size(); i++) {
      SummaryRound round = summary.rounds().get(i);
      for (PartFailure failure : round.failures()) {
        missing++;
        output
            .err()
            .println(
                "left out part %d of %d in round %d: %s"
                    .formatted(
                        failure.part() + 1,
                        round.parts(),
                        i + 1,
                        VisibleText.line(failure.message())));
      }
    }
    if (output.json()) {
      output.json(facts());
      return;
    }
    output.line(VisibleText.lines(summary.text()));
    if (missing > 0) {
      output.line("");
      output.line(
          "NOT COMPLETE: %s missing."
              .formatted(missing == 1 ? "a part is" : missing + " parts are"));
    }
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("summary", summary.text());
    facts.put("complete", summary.complete());
    facts.put("rounds", summary.rounds().stream().map(SummaryView::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(SummaryRound round) {
    List<Map<String, Object>> missing = round.failures().stream().map(SummaryView::facts).toList();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("parts", round.parts());
    facts.put("missing", missing);
    return facts;
  }

  private static Map<String, Object> facts(PartFailure failure) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("part", failure.part() + 1);
    facts.put("kind", failure.kind().name().toLowerCase(Locale.ROOT));
    facts.put("message", failure.message());
    return facts;
  }
}
